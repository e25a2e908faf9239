import { initAll } from './vendor/govuk-frontend-6.3.0.min.js'

initAll()

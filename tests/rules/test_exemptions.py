"""What bodies write about exemptions is read as they meant it, or kept as they wrote it."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.law.citation_text import MAX_READ
from tracker.law.citations import parse_exemptions
from tracker.law.exemptions import Cited, Exemption
from tracker.law.provisions import provisions

EVERY = list(provisions().every_exemption())
"""Every section, subsection and limb of the data file."""

# As bodies under FOIA write, and what that is; an asterisk marks an NCND, an empty text nothing.
READ = [
    ("s31(1)(a)(b)", "31(1)(a); 31(1)(b)"),
    ("Section 31 (3)", "31(3)*"),
    ("S.24(2) & 23(5)", "24(2)*; 23(5)*"),
    ("ss. 23(5), 24(2) and 31(3)", "23(5)*; 24(2)*; 31(3)*"),
    ("Sections 24 (2) and 31 (3)", "24(2)*; 31(3)*"),
    ("s31 (1) (a), (b) & (c)", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("31(1)a", "31(1)(a)"),
    ("Section 40(2) and (3A)(a)", "40(2); 40(3A)(a)"),
    ("s 12 (2)", "12(2)"),
    ("Section 12(1) - cost", "12(1)"),
    ("Sec 43.2", "43(2)"),
    ("FOIA s.38(1)(a)-(b)", "38(1)(a); 38(1)(b)"),
    ("Section 40 \u2013 Personal Information", "40"),
    ("s30(1)(a)(i)", "30(1)(a)(i)"),
    ("Exemption 31 (law enforcement)", "31"),
    ("Section 17(5)/14(1)", "14(1)"),
    ("EIR 12(5)(b)", "EIR 12(5)(b)"),
    ("Reg. 12(5)(a)", "EIR 12(5)(a)"),
    ("Regulation 13(1)", "EIR 13(1)"),
    ("reg 12(4)(e) EIR", "EIR 12(4)(e)"),
    ("EIR 12(6)", "EIR 12(6)*"),
    ("FOISA s.18 with s.35(1)(a)", "FOISA 18*; FOISA 35(1)(a)"),
    ("section 38(1)(b) FOISA", "FOISA 38(1)(b)"),
    ("S23 (5), S24 (2), S30 (3), S31 (3) NCND", "23(5)*; 24(2)*; 30(3)*; 31(3)*"),
    ("NCND s31(3)", "31(3)*"),
    ("Freedom of Information Act 2000 Section 31(1)(a)", "31(1)(a)"),
    ("section 40(5B)(a)(i)", "40(5B)(a)(i)*"),
    (
        "Section 31(1)(a)(b) Law Enforcement; Section 40(2) Personal Information",
        "31(1)(a); 31(1)(b); 40(2)",
    ),
    ("31", "31"),
    ("31, 40(2)", "31; 40(2)"),
    ("31; 40; 12", "31; 40; 12"),
    ("12 - Cost", "12"),
    ("s.24(2) - 31(3)", "24(2)*; 31(3)*"),
    ("s40.2", "40(2)"),
    ("31.1.a", "31(1)(a)"),
    ("31.1a", "31(1)(a)"),
    ("40(2) million", "40(2)"),
    ("s12 18 hours", "12"),
    ("Article 6(1)(f) UK GDPR", "DPA Article 6(1)(f)"),
    ("Articles 5(1)(a) and 6(1)(f) of the UK GDPR", "DPA Article 5(1)(a); DPA Article 6(1)(f)"),
    ("section 45(4) DPA 2018", "DPA 45(4)"),
    ("EIR 12(5)(a)+12(6)", "EIR 12(5)(a); EIR 12(6)*"),
    ("Regulation 12(5)(e) commercial and 12(4)(b) unreasonable", "EIR 12(5)(e); EIR 12(4)(b)"),
    ("FOISA:\ns.18\ns.35(1)(a)", "FOISA 18*; FOISA 35(1)(a)"),
    ("EIR; 12(5)(b)", "EIR 12(5)(b)"),
    ("none", ""),
    ("N/A", ""),
    ("-", ""),
    ("", ""),
    ("No exemptions applied", ""),
    ('["s31", "s24(2)"]', "31; 24(2)*"),
    ("['s.31(1)', 's.40(2)']", "31(1); 40(2)"),
    ("Section&nbsp;31(3)<br>Section 40(2)", "31(3)*; 40(2)"),
    ("Q1: s.31(1)(a), Q2: s.12", "31(1)(a); 12"),
    ("Q4(2) s.31", "31"),
    ("(a) s.24(2) (b) s.31(3)", "24(2)*; 31(3)*"),
    ("Section 36(2)(b)(i)(ii) and (c)", "36(2)(b)(i); 36(2)(b)(ii); 36(2)(c)"),
    ("Section 1(1)(a)", ""),
    (
        (
            "the duty in Section 1(1)(a) of the Freedom of Information Act 2000 does not "
            "apply, by virtue of the following exemptions: Section 23(5) Information "
            "supplied by or concerning certain Security Bodies, Section 24(2) National "
            "Security and Section 31(3) Law enforcement"
        ),
        "23(5)*; 24(2)*; 31(3)*",
    ),
    ("section 31 subsection (1)(a)", "31(1)(a)"),
    ("section 31, subsection 3", "31(3)*"),
    ("s.40(2) FOIA / Reg 13 EIR", "40(2); EIR 13"),
    ("s.31 & s.40 FOIA and Reg 12(4)(b) EIR", "31; 40; EIR 12(4)(b)"),
    ("1. s.31(1)(a) 2. s.40(2)", "31(1)(a); 40(2)"),
    ("s.40 - 3rd party data", "40"),
    ("S31(1)(a)-(c)", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("31(1)(a) to (c)", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("FOI 31(1)", "31(1)"),
    ("s.31(1)(A)(B)", "31(1)(a); 31(1)(b)"),
    ("\u00a7 31(3)", "31(3)*"),
    ("40(5b)", "40(5B)*"),
    ("s.27(4)(a)", "27(4)(a)*"),
    ("s22(2)", "22(2)*"),
    ("s31(1)(a);31(1)(b)", "31(1)(a); 31(1)(b)"),
    ("S31 (1) (a) (b) s40 (2)", "31(1)(a); 31(1)(b); 40(2)"),
    ("Exempt - s.31(1)", "31(1)"),
    ("Section 40(2) Third Party Personal Data", "40(2)"),
    ("S40(2) and S31(1)", "40(2); 31(1)"),
    ("s.23(5)/24(2)/31(3)", "23(5)*; 24(2)*; 31(3)*"),
    ("23(5),24(2),31(3)", "23(5)*; 24(2)*; 31(3)*"),
    ("S31(1)(a)&(b); S38(1)", "31(1)(a); 31(1)(b); 38(1)"),
    ("Section 21 - Information Accessible By Other Means", "21"),
    ("S22 Future publication", "22"),
    ("Section 14(1) Vexatious", "14(1)"),
    ("Section 43(2) Commercial Interests", "43(2)"),
    ("Section 42 Legal Professional Privilege", "42"),
    ("s.41(1)(b)", "41(1)(b)"),
    ("S.30(1)(a)(i)(ii)", "30(1)(a)(i); 30(1)(a)(ii)"),
    ("s.30(1)(a)(i), (b)", "30(1)(a)(i); 30(1)(b)"),
    ("s 40 (2) (a)", "40(2)(a)"),
    ("Neither confirm nor deny - s.23(5), 24(2)", "23(5)*; 24(2)*"),
    ("Section 31(1)(a) and (b) of the Freedom of Information Act 2000", "31(1)(a); 31(1)(b)"),
    ("s.31 FOIA 2000", "31"),
    ("S.31(1)(a),(b)", "31(1)(a); 31(1)(b)"),
    ("s31 - Law Enforcement, s40 - Personal Information", "31; 40"),
    ("Law Enforcement s31", "31"),
    (
        "Sections 31(1)(a) & (b), 38(1)(a) & (b) and 40(2)",
        "31(1)(a); 31(1)(b); 38(1)(a); 38(1)(b); 40(2)",
    ),
    ("Sect. 31", "31"),
    ("sect 31(3)", "31(3)*"),
    ("SECTION 31(3)", "31(3)*"),
    ("31(3) NCND", "31(3)*"),
    ("Section 40(5)(b)(i)", "40(5)(b)(i)*"),
    ("Section 40(5A)-(5B)", "40(5A)*; 40(5B)*"),
    ("Section 12 (4)", "12(4)"),
    ("s.12(1)&(2)", "12(1); 12(2)"),
    ("s17", ""),
    ("s16 / s12", "12"),
    ("s.1(3)", ""),
    ("Section 10(3)", ""),
    ("Regulation 12(4)(d) & (e)", "EIR 12(4)(d); EIR 12(4)(e)"),
    ("EIR Reg 12(4)(b), 12(5)(e)", "EIR 12(4)(b); EIR 12(5)(e)"),
    ("Regs 12(4)(b) and 12(5)(e)", "EIR 12(4)(b); EIR 12(5)(e)"),
    ("EIR r 12(4)(b)", "EIR 12(4)(b)"),
    ("Environmental Information Regulations 2004, Regulation 12(5)(a)", "EIR 12(5)(a)"),
    ("Reg 6(1)(b)", "EIR 6(1)(b)"),
    ("Reg 14", ""),
    ("reg. 13(5A)", "EIR 13(5A)*"),
    ("Regulation 13(5B)(a)(i)", "EIR 13(5B)(a)(i)*"),
    ("Scottish EIR 10(5)(e)", "EISR 10(5)(e)"),
    ("EI(S)R 11(2)", "EISR 11(2)"),
    ("Environmental Information (Scotland) Regulations 2004 reg 10(4)(a)", "EISR 10(4)(a)"),
    ("s31(1)(a) \u2013 (c)", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("s. 31(1)(a)\u2014(b)", "31(1)(a); 31(1)(b)"),
    ("FOIA S31(1)(a)/S40(2)", "31(1)(a); 40(2)"),
    ("S.40(2) Personal data: names of staff redacted", "40(2)"),
    ("s.40(2)&nbsp;&amp;&nbsp;s.31(1)(a)", "40(2); 31(1)(a)"),
    ("section 44 (Official Secrets Act 1989)", "44"),
    ("Section 31 & 38", "31; 38"),
    ("ss31 and 38", "31; 38"),
    ("s.31 + s.38", "31; 38"),
    ("24(2)31(3)", "24(2)*; 31(3)*"),
    ("s.40 (personal data) and s.41 (confidence)", "40; 41"),
    (
        (
            "Section 40(2) as it is personal data and therefore, in our view, disclosure "
            "would breach the first principle"
        ),
        "40(2)",
    ),
    ("S31 (law), S40", "31; 40"),
    ("withheld under s.31(1)(a)", "31(1)(a)"),
    ("s31.", "31"),
    ("s31,", "31"),
    ("s31)", "31"),
    ("(s31)", "31"),
    ("((31(1)(a)))", "31(1)(a)"),
    ("EIR exception 12(4)(b)", "EIR 12(4)(b)"),
    ("Exception 12(5)(f)", "EIR 12(5)(f)"),
    ("Section 36", "36"),
    ("Section 36(2)(b)", "36(2)(b)"),
    ("36(5)(b)", ""),
    ("Section 2(2)(b)", ""),
    ("s.38(1)(a or b)", "38(1)(a); 38(1)(b)"),
    ("S.38(1)(a/b)", "38(1)(a); 38(1)(b)"),
    ("s31(1)(a - c)", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("s31(1)(a),(c)-(e)", "31(1)(a); 31(1)(c); 31(1)(d); 31(1)(e)"),
    ("s.40(2)(3)", "40(2); 40(3)"),
    ("s40(2),(3)", "40(2); 40(3)"),
    ("DPA 2018 section 45(4)(e)", "DPA 45(4)(e)"),
    ("UK GDPR Art 15", "DPA Article 15"),
    ("Article 15 of the UK GDPR and s.40(1)", "DPA Article 15; 40(1)"),
    ("s.40(2) and Article 5(1)(a) GDPR", "40(2); DPA Article 5(1)(a)"),
    ("s24/31", "24; 31"),
    ("s.31/40(2)", "31; 40(2)"),
    ("Section 24(2) Section 31(3)", "24(2)*; 31(3)*"),
    ("40(2);", "40(2)"),
    ("s31(1)(a).", "31(1)(a)"),
    ("s31(1)(a). s40(2).", "31(1)(a); 40(2)"),
    ("Sec. 31(1) (a)", "31(1)(a)"),
    ("S 31 (1)(a) (b)", "31(1)(a); 31(1)(b)"),
    ("s31(1)a-c", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("FOI Exemption: Section 31(1)(a)(b)", "31(1)(a); 31(1)(b)"),
    ("S.31 - FOIA", "31"),
    ("S31 Freedom of Information Act 2000, S40", "31; 40"),
    ("s.23 (security bodies)", "23"),
    ("Sections 23(5) & 24(2) & 31(3) FOIA apply", "23(5)*; 24(2)*; 31(3)*"),
    ("s31(1)(a)s40", "31(1)(a); 40"),
    ("s.12 (18 hours)", "12"),
    ("1. s31 2. s40", "31; 40"),
    (
        "Section 31(1)(a)(b) - Law Enforcement and Section 40(2) - Personal Information",
        "31(1)(a); 31(1)(b); 40(2)",
    ),
    ("Adran 31(3) a 24(2)", "31(3)*; 24(2)*"),
    ("Adrannau 24(2) a 31(3)", "24(2)*; 31(3)*"),
    (
        "FOIA Section 24(2) - National Security FOIA Section 31(3) - Law Enforcement",
        "24(2)*; 31(3)*",
    ),
    (
        (
            "This letter constitutes a refusal under Section 17 of the Freedom of "
            "Information Act 2000 by virtue of Section 31(1)(a)(b)"
        ),
        "31(1)(a); 31(1)(b)",
    ),
    ("Section 31(1)(a) (b) (c) and Section 24(1)", "31(1)(a); 31(1)(b); 31(1)(c); 24(1)"),
    ("31 (1) (a) & (b) and 38 (1)", "31(1)(a); 31(1)(b); 38(1)"),
    ("S31(1)(a); S31(1)(b); S31(1)(a)", "31(1)(a); 31(1)(b)"),
    ("Exempt under s31(1)(a) FOIA 2000 (Law Enforcement)", "31(1)(a)"),
    ("s.31 (1)(a)  Law enforcement / s.40 (2) Personal data", "31(1)(a); 40(2)"),
    ("Section 12 of the Act", "12"),
    ("Section 12(1) of the Freedom of Information Act (cost exceeds 18 hours)", "12(1)"),
    ("Section 21 & Section 22", "21; 22"),
    ("S.40(2) (Third party personal data), S.31(1)", "40(2); 31(1)"),
    ("Section 40(2) by virtue of section 40(3A)(a)", "40(2); 40(3A)(a)"),
    ("Section 40(2) by virtue of 40(3)(a)(i)", "40(2); 40(3)(a)(i)"),
    ("Sec 31 - Law Enforcement Sec 24 - National Security", "31; 24"),
    ("s30(1)(a)(b)", "30(1)(a); 30(1)(b)"),
    ("Section 30 (1) (a) and Section 30 (2) (b)", "30(1)(a); 30(2)(b)"),
    ("Section 23(1)", "23(1)"),
    ("23(1) or 24(1)", "23(1); 24(1)"),
    ("23(1)/24(1) in the alternative", "23(1); 24(1)"),
    ("s.31(1)(g) and (2)(a)-(c)", "31(1)(g); 31(2)(a); 31(2)(b); 31(2)(c)"),
    ("s.31(1)(g), 31(2)(b) and (c)", "31(1)(g); 31(2)(b); 31(2)(c)"),
    ("s.36(2)(b)(i), (b)(ii) & (c)", "36(2)(b)(i); 36(2)(b)(ii); 36(2)(c)"),
    ("s.36(2)(b)(i)/(ii)", "36(2)(b)(i); 36(2)(b)(ii)"),
    ("s.43(1) & (2)", "43(1); 43(2)"),
    ("Partially exempt: s40(2)", "40(2)"),
    ("s40(2) redaction applied", "40(2)"),
    ("NCND (s.40(5B)(a)(i))", "40(5B)(a)(i)*"),
    ("40(5B)(a)(i) - NCND", "40(5B)(a)(i)*"),
    ("Sec 8", ""),
    ("Sec 8(1)(b)", ""),
    ("EIR Regulation 12(5)(a) - national security and public safety", "EIR 12(5)(a)"),
    ("EIR - 12(4)(b) Manifestly Unreasonable", "EIR 12(4)(b)"),
    (
        "Reg 12(4)(e) - Internal communications, Reg 12(5)(e) - Commercial confidentiality",
        "EIR 12(4)(e); EIR 12(5)(e)",
    ),
    ("Regulation 12(4)(a) - information not held", "EIR 12(4)(a)"),
    ("12(4)(b) EIR and 12(5)(b) EIR", "EIR 12(4)(b); EIR 12(5)(b)"),
    ("R12(4)(b)", "EIR 12(4)(b)"),
    ("EIR12(4)(b)", "EIR 12(4)(b)"),
    ("FOIA31(3)", "31(3)*"),
    ("FOI s31", "31"),
    ("FOI Section 31", "31"),
    ("FOI40(2)", "40(2)"),
    ("FOIA 2000 - S31(1)(a)", "31(1)(a)"),
    ("s 31 of FOIA and Regulation 12(5)(b) of EIR", "31; EIR 12(5)(b)"),
    ("s14(1) - vexatious; s12 - cost", "14(1); 12"),
    ("Section 14(1) (vexatious)", "14(1)"),
    ("Law Enforcement (s31)", "31"),
    ("Personal Information (Section 40)", "40"),
    ("S40 - personal data x3", "40"),
    ("1 x s.40(2)", "40(2)"),
    ("s.40(2) x 2", "40(2)"),
    ("Yes - s31", "31"),
    ("S31(1)(a)(b) S40(2) S38(1)(a)(b)", "31(1)(a); 31(1)(b); 40(2); 38(1)(a); 38(1)(b)"),
    ("s31(1)a+b", "31(1)(a); 31(1)(b)"),
    ("s31(1)(a+b)", "31(1)(a); 31(1)(b)"),
    ("section 31,(1)(a)", "31(1)(a)"),
    ("S.40(2)(b)", "40(2)(b)"),
    ("s40(3)(a)(i)", "40(3)(a)(i)"),
    ("S.40 (2) - (3A) (a)", "40(2); 40(3A)(a)"),
    ("Section 31(1)(a),(b),(c)&(d)", "31(1)(a); 31(1)(b); 31(1)(c); 31(1)(d)"),
    ("  ", ""),
    (";", ""),
    (",,;;", ""),
    ("s.31;;s.40", "31; 40"),
    ("Refused (s.31)", "31"),
    ("s.31(1)(a) FOIA; DPA", "31(1)(a)"),
    ("s. 21 https://www.x.uk/s40/31(1)", "21"),
    (
        "Sections 23(5), 24(2), 30(3), 31(3) and 40(5) of FOIA 2000 - neither confirm nor deny",
        "23(5)*; 24(2)*; 30(3)*; 31(3)*; 40(5)*",
    ),
    ("40(5A)-(5B)", "40(5A)*; 40(5B)*"),
    ("s.31 - e.g. names", "31"),
    ("s.12 - 18 hours", "12"),
    ("1(a) - s.31(1); 1(b) - s.40(2)", "31(1); 40(2)"),
    ("s.40(2) - names", "40(2)"),
    ("s31(1)(a - b), s40", "31(1)(a); 31(1)(b); 40"),
    (
        "Articles 5(1)(a), 6(1)(f) UK GDPR; s.40(2)",
        "DPA Article 5(1)(a); DPA Article 6(1)(f); 40(2)",
    ),
    ("EIR 12(4)(b), 12(5)(e); s.40(2)", "EIR 12(4)(b); EIR 12(5)(e); 40(2)"),
    ("FOISA s.18, 35(1)(a)", "FOISA 18*; FOISA 35(1)(a)"),
    ("s.23(5);s.24(2);s.31(3)", "23(5)*; 24(2)*; 31(3)*"),
    ("s.24(1);s.31(1)(a)(b)", "24(1); 31(1)(a); 31(1)(b)"),
    (
        "s.24(2);s.31(3);s.24(1);s.31(1);FOISA s.18+s.35(1)(a)",
        "24(2)*; 31(3)*; 24(1); 31(1); FOISA 18*; FOISA 35(1)(a)",
    ),
    (
        "s.24(1);s.24(2);s.31(1);s.31(3);s.38;EIR 12(5)(a)+12(6)",
        "24(1); 24(2)*; 31(1); 31(3)*; 38; EIR 12(5)(a); EIR 12(6)*",
    ),
    ("s.40(5A);s.40(5B);s.30(3)", "40(5A)*; 40(5B)*; 30(3)*"),
    ("s.40(2);s.42;s.36;s.31(1);s.12", "40(2); 42; 36; 31(1); 12"),
    ("Section 31 (1)(a)(b) \u2013 Law Enforcement", "31(1)(a); 31(1)(b)"),
    ("Section 23(5) Information supplied by, or concerning, certain Security Bodies", "23(5)*"),
    ("Section 30(3) Investigations and Proceedings Conducted by Public Authorities", "30(3)*"),
    ("s23,s31", "23; 31"),
    ("s31; s24", "31; 24"),
    ("S.21 Information reasonably accessible by other means", "21"),
    ("Section 12(1) \u2013 Cost of Compliance Exceeds the Appropriate Limit", "12(1)"),
    ("Section 12(2) - cost to confirm or deny", "12(2)"),
    ("S31 (1) a, b and c", "31(1)(a); 31(1)(b); 31(1)(c)"),
    ("Section 38(1)(a)(b) Health & Safety", "38(1)(a); 38(1)(b)"),
    ("s38(1)(a),(b)", "38(1)(a); 38(1)(b)"),
    (
        "Section 43(2) \u2013 Commercial interests & Section 31(1)(a) \u2013 Law Enforcement",
        "43(2); 31(1)(a)",
    ),
    ("Section 44(1)(a) Prohibitions on Disclosure", "44(1)(a)"),
    ("section 44(2)", "44(2)*"),
    ("Section 36(2)(b)(ii)", "36(2)(b)(ii)"),
    ("s36(2)(b)(i) & (ii), (c)", "36(2)(b)(i); 36(2)(b)(ii); 36(2)(c)"),
    ("s35(1)(a)", "35(1)(a)"),
    ("Section 32(1)(a)", "32(1)(a)"),
    ("Section 37(1)(b)", "37(1)(b)"),
    ("s37(1)(ab)", "37(1)(ab)"),
    ("s26(1)(b)", "26(1)(b)"),
    ("Section 27(1)(a)-(d)", "27(1)(a); 27(1)(b); 27(1)(c); 27(1)(d)"),
    ("s22A(1)", "22A(1)"),
    ("Section 33(1)(b), (2)", "33(1)(b); 33(2)"),
    ("s.39(1)(a) Environmental information", "39(1)(a)"),
    ("s.42(1) LPP", "42(1)"),
    ("Section 41 (1)", "41(1)"),
    ("Section 14 (1) Vexatious Request", "14(1)"),
    ("Section 14(2) Repeated", "14(2)"),
    ("Section 40 (2)(3)(a)(i)", "40(2); 40(3)(a)(i)"),
    ("S40(2)&(3A)(a)(b)", "40(2); 40(3A)(a); 40(3A)(b)"),
    ("Section 40(2)(a)(b)", "40(2)(a); 40(2)(b)"),
    ("Section 40(4A)(b)", "40(4A)(b)"),
    ("Section 40(5B)(b)", "40(5B)(b)*"),
    ("Section 17(1) of the Freedom of Information Act 2000 (FOIA)", ""),
    ("As per Section 17 of the Act, refused under Section 31(1)(a)", "31(1)(a)"),
    ("Section 16 advice; Section 12(1)", "12(1)"),
    ("Exemptions applied: s.31, s.40", "31; 40"),
    ("Exemption(s): S31(1)(a)", "31(1)(a)"),
    (
        "Exemptions:\nSection 24(2) National Security\nSection 31(3) Law Enforcement",
        "24(2)*; 31(3)*",
    ),
    ("\u2022 s24(2)\n\u2022 s31(3)", "24(2)*; 31(3)*"),
    ("S.31(1)(a)\u00a0&\u00a0S.40(2)", "31(1)(a); 40(2)"),
    ("Section\u00a031\u00a0(3)", "31(3)*"),
    ("section\uff13\uff11\uff08\uff13\uff09", "31(3)*"),
    ("s31(1)\u200b(a)", "31(1)(a)"),
    ("S31(1)(a)|S40(2)", "31(1)(a); 40(2)"),
    ("s31(1)(a)<br/>s40(2)", "31(1)(a); 40(2)"),
    ("<p>Section 31(1)</p>", "31(1)"),
    ("s.31(1)(a)&#44; s.40(2)", "31(1)(a); 40(2)"),
    ("s[31](1)", "31(1)"),
    ("s31[1][a]", "31(1)(a)"),
    ("s{31}(1)", "31(1)"),
    ("24(2) 31(3)", "24(2)*; 31(3)*"),
    ("24(2) and 31(3)", "24(2)*; 31(3)*"),
    ("24(2)/31(3)", "24(2)*; 31(3)*"),
    ("24(2) + 31(3)", "24(2)*; 31(3)*"),
    ("24(2) or 31(3)", "24(2)*; 31(3)*"),
    ("S.24(2)and 31(3)", "24(2)*; 31(3)*"),
    ("23.5, 24.2", "23(5)*; 24(2)*"),
    ("Sec 24 (2), Sec 31 (3)", "24(2)*; 31(3)*"),
    ("secs 24(2) & 31(3)", "24(2)*; 31(3)*"),
    ("Sec.24(2)", "24(2)*"),
    ("SS24(2) and 31(3)", "24(2)*; 31(3)*"),
    ("Sections: 24(2), 31(3)", "24(2)*; 31(3)*"),
    ("Section No. 31(3)", "31(3)*"),
    ("Section(s) 31", "31"),
    ("secion 40(2)", "40(2)"),
    ("s.23 (5) (NCND)", "23(5)*"),
    ("NCND - 23(5), 24(2), 30(3), 31(3)", "23(5)*; 24(2)*; 30(3)*; 31(3)*"),
    ("N.C.N.D. s.31(3)", "31(3)*"),
    ("Section 31(3) neither confirms nor denies", "31(3)*"),
    ("neither confirm nor deny under s 40(5)", "40(5)*"),
    ("Regulation 12(5)", "EIR 12(5)"),
    ("EIRs Reg 13", "EIR 13"),
    ("Environmental Information Regulations 12(5)(b)", "EIR 12(5)(b)"),
    ("12(5)(b) of the EIR", "EIR 12(5)(b)"),
    ("regulations 12(4)(d) and 12(4)(e) of the EIR 2004", "EIR 12(4)(d); EIR 12(4)(e)"),
    ("EIR 12(5)(a)-(c)", "EIR 12(5)(a); EIR 12(5)(b); EIR 12(5)(c)"),
    ("reg 13(1) & 13(2A)(a)", "EIR 13(1); EIR 13(2A)(a)"),
    ("Section 39(1)(a) FOIA; Reg 12(5)(e) EIR", "39(1)(a); EIR 12(5)(e)"),
    ("s.40(2) - Names; s.31 - Operational details", "40(2); 31"),
    ("s.21 (link provided)", "21"),
    ("s.31(1)(a) - Q3 only", "31(1)(a)"),
    ("Questions 1, 2 and 3: s.31(1)(a). Question 4: s.40(2)", "31(1)(a); 40(2)"),
    ("Part 2 - s.12(1)", "12(1)"),
    ("s.31(1)(a) partial", "31(1)(a)"),
    ("Withheld in full - s.31(1)(a)(b)", "31(1)(a); 31(1)(b)"),
    ("s31 PIT", "31"),
    ("section 1(1)(a), section 31(3)", "31(3)*"),
    ("Section 31 paragraph (1)(a)", "31(1)(a)"),
    ("s31 ss(1)(a)", "31(1)(a)"),
    ("s.30(1) or s.31(1)", "30(1); 31(1)"),
    ("either s.30 or s.31", "30; 31"),
    ("s30 to s32", "30; 32"),
]

# The same for bodies under FOISA.
READ_IN_SCOTLAND = [
    ("s.18 read with s.39(1)", "18*; 39(1)"),
    ("s.18", "18*"),
    ("17(1)", ""),
    ("s.30(b)(ii)", "30(b)(ii)"),
    ("s30(b)(i) and (ii) and (c)", "30(b)(i); 30(b)(ii); 30(c)"),
    ("s.26(a)", "26(a)"),
    ("EIR 10(4)(b)", "EISR 10(4)(b)"),
    ("regulation 10(8)", "EISR 10(8)*"),
    ("s.25(1)", "25(1)"),
    ("s.27(1)", "27(1)"),
    ("EIRs r.11(2)", "EISR 11(2)"),
    ("reg 11(2)", "EISR 11(2)"),
    ("s.34(1)(a)(i)(b)", "34(1)(a)(i); 34(1)(b)"),
    ("FOI(S)A s.38(1)(b)", "38(1)(b)"),
    ("Freedom of Information (Scotland) Act 2002 s.33(1)(b)", "33(1)(b)"),
    ("FOIA s.31(3)", "FOIA 31(3)*"),
    ("Section 18", "18*"),
    ("s.18(1)", "18(1)*"),
    ("Section 18 with section 35(1)(a)(b) and 31(1)", "18*; 35(1)(a); 35(1)(b); 31(1)"),
    ("s.38(1)(b) Personal information", "38(1)(b)"),
    ("Section 35(1)(a)&(b)", "35(1)(a); 35(1)(b)"),
    ("s.39(1) health, safety", "39(1)"),
    ("s.33(1)(b)", "33(1)(b)"),
    ("s.34(1)(a)", "34(1)(a)"),
    ("s.36(1)", "36(1)"),
    ("s.36(2)", "36(2)"),
    ("s.30(c)", "30(c)"),
    ("Section 30(b)(i) and 30(b)(ii)", "30(b)(i); 30(b)(ii)"),
    ("section 26(c)", "26(c)"),
    ("s.12(1) excessive cost", "12(1)"),
    ("s.14(1)", "14(1)"),
    ("s.17", ""),
    ("Section 17(1) - information not held", ""),
    ("EIR 10(5)(b)", "EISR 10(5)(b)"),
    ("EI(S)R 10(4)(e)", "EISR 10(4)(e)"),
    ("EISR 10(8)", "EISR 10(8)*"),
    ("EIRs 10(4)(a)", "EISR 10(4)(a)"),
    ("s.28(1)", "28(1)"),
    ("s.29(1)(a)", "29(1)(a)"),
    ("s.32(1)(a)(i)", "32(1)(a)(i)"),
    ("s.37(1)(a)(i)", "37(1)(a)(i)"),
    ("Section 38 (1) (b)", "38(1)(b)"),
    ("38(1)(b)", "38(1)(b)"),
    ("s.18 / s.34(1)", "18*; 34(1)"),
]

# What is read, and what is kept because nobody can know what it means.
NOT_READ = [
    ("law enforcement", "", ["law enforcement"]),
    ("national security", "", ["national security"]),
    ("s31(1)(z)", "", ["s31(1)(z)"]),
    ("s.99", "", ["s.99"]),
    ("s31, national security", "31", ["national security"]),
    (
        "section 132 of the Commissioners for Revenue and Customs Act 2005",
        "",
        ["section 132 of the Commissioners for Revenue and Customs Act 2005"],
    ),
    (
        (
            "section 44(1)(a) by virtue of section 132 of the Commissioners for Revenue "
            "and Customs Act 2005"
        ),
        "44(1)(a)",
        ["section 132 of the Commissioners for Revenue and Customs Act 2005"],
    ),
    ("s31 NCND", "31", ["NCND"]),
    ("21 - documents", "", ["21 - documents"]),
    ("ss 30-35", "", ["ss 30-35"]),
    ("Sections 28 to 35", "", ["Sections 28 to 35"]),
    ("s.31 was considered but not applied", "", ["s.31 was considered but not applied"]),
    ("not s.31", "", ["not s.31"]),
    ("Article 8 ECHR", "", ["Article 8 ECHR"]),
    ("s.40 DPA", "", ["s.40 DPA"]),
    ("31(1)ab", "", ["31(1)ab"]),
    ("s31a", "", ["s31a"]),
    ("s31(1)(a), foo", "31(1)(a)", ["foo"]),
    ("Section 12(4)(b)", "", ["Section 12(4)(b)"]),
    ("s31 1a", "31", ["1a"]),
    ("Police Act 1996 s.31", "", ["Act 1996 s.31"]),
    ("section 31 of the Police Act 1996", "", ["section 31 of the Police Act 1996"]),
    ("12.5 hours", "", ["12.5 hours"]),
    ("31/01/2024", "", ["31/01/2024"]),
    ("Neither confirm nor deny", "", ["Neither confirm nor deny"]),
    ("Section 31 law enforcement and national security", "31", ["national security"]),
    ("s.44(1)(a) - s.17 RIPA", "44(1)(a)", ["s.17 RIPA"]),
    ("s31s40", "", ["s31s40"]),
    ("31(1)(a)(b) 40(2) 12", "31(1)(a); 31(1)(b); 40(2)", ["12"]),
    ("section 3l(1)", "", ["section 3l(1)"]),
    ("s.31 no longer relied on", "", ["s.31 no longer"]),
    ("s.31(1) applied, s.24 withdrawn", "31(1)", ["s.24 withdrawn"]),
    ("Exempt", "", ["Exempt"]),
    ("Refused", "", ["Refused"]),
    ("FOIA", "", ["FOIA"]),
    ("s.0", "", ["s.0"]),
    ("s.", "", ["s."]),
    ("section", "", ["section"]),
    ("31.", "", ["31."]),
    ("s31(1)(a", "31(1)", ["(a"]),
    ("s31 (1", "31", ["(1"]),
    ("s.31(1)((a)", "31(1)", ["(a)"]),
    ("s.31(1)(c)-(a)", "31(1)(c); 31(1)(a)", ["s.31(1)(c)-(a)"]),
    ("Data Protection Act", "", ["Data Protection Act"]),
    (
        "Schedule 2 Part 1 paragraph 2 of the DPA 2018",
        "",
        ["Schedule 2", "paragraph 2 of the DPA 2018"],
    ),
    ("s.40(2) & Schedule 2", "40(2)", ["Schedule 2"]),
    ("31(1)(a)b", "", ["31(1)(a)b"]),
    ("s.31(1)(ii)", "", ["s.31(1)(ii)"]),
    ("s30(1)(a)(iv)", "", ["s30(1)(a)(iv)"]),
    ("s.40(2), 31(1)ab", "40(2)", ["31(1)ab"]),
    ("s31 2 documents", "31", ["2"]),
    ("s.99, 31", "31", ["s.99"]),
    ("s.31, 99", "31", ["99"]),
    ("s31(99)", "", ["s31(99)"]),
    ("s.23(5)\u2013(6)", "23(5)*", ["s.23(5)-(6)"]),
    ("Section 31(1)(g) by virtue of (2)(a)", "31(1)(g)", ["(2)", "(a)"]),
    ("s.44(1)(a) Official Secrets Act", "", ["s.44(1)(a) Official Secrets Act"]),
    ("s.40(2) 3 records", "40(2)", ["3"]),
    ("Yes", "", ["Yes"]),
    ("True", "", ["True"]),
    ("0", "", ["0"]),
    ("1", "", ["1"]),
    ("2023", "", ["2023"]),
    ("31.0", "", ["31.0"]),
    ("40.0", "", ["40.0"]),
    ("s.31.0", "", ["s.31.0"]),
    ("Section 31 1 a", "31", ["1"]),
    ("s.31(1)(a)-b", "31(1)(a)", ["-b"]),
    ("31-1-a", "", ["31-1-a"]),
    ("s.31-1", "", ["s.31-1"]),
    ("Section 31:1", "31", [":1"]),
    ("section 31.(1)", "31", ["(1)"]),
    ("S31(l)", "", ["S31(l)"]),
    ("s.3 1(1)", "", ["1(1)"]),
    ("s.40 3A", "40", ["3A"]),
    ("s.40(2) 3A", "40(2)", ["3A"]),
    ("s.31(1)(a) was not relied on at review", "", ["s.31(1)(a) was not relied"]),
    ("s31(1)(a) not applied, s40(2) applied", "40(2)", ["s31(1)(a) not applied"]),
    ("s.31 - x", "31", ["- x"]),
    ("s31ab, 40(2)", "40(2)", ["s31ab"]),
    ("s.30-35, 40(2)", "40(2)", ["s.30-35"]),
    ("ss. 3, 4 of the Police Act 1996", "", ["ss. 3", "4 of the Police Act 1996"]),
    ("Police Act 1996 s.5, 6", "", ["Act 1996 s.5", "6"]),
    ("s.24(2)-31", "", ["s.24(2)-31"]),
    ("sectoin 31", "", ["sectoin 31"]),
    ("s.24 NCND", "24", ["NCND"]),
    ("Law Enforcement", "", ["Law Enforcement"]),
    ("Commercial", "", ["Commercial"]),
    ("exempt information", "", ["exempt information"]),
    ("s31(1)(j)", "", ["s31(1)(j)"]),
    ("s31(4)", "", ["s31(4)"]),
    ("s40(9)", "", ["s40(9)"]),
    ("s46", "", ["s46"]),
    ("s.7", "", ["s.7"]),
    ("s.100(1)", "", ["s.100(1)"]),
    ("31(1)(a), 99(1)", "31(1)(a)", ["99(1)"]),
    ("s.30(1)(d)", "", ["s.30(1)(d)"]),
    ("s.38(1)(c)", "", ["s.38(1)(c)"]),
    ("s43(4)", "", ["s43(4)"]),
    ("s23(6)", "", ["s23(6)"]),
    ("Regulation 99", "", ["Regulation 99"]),
    ("EIR 12(4)(f)", "", ["EIR 12(4)(f)"]),
    ("reg 12(5)(h)", "", ["reg 12(5)(h)"]),
    ("EIR 40(2)", "", ["EIR 40(2)"]),
    ("12(4)(b)", "", ["12(4)(b)"]),
    ("Subsection (3) of section 31", "31", ["3"]),
    ("section 31(1)(a) DPA", "", ["section 31(1)(a) DPA"]),
    ("s.31(1)(a) instead of s.30", "31(1)(a)", ["instead of s.30"]),
    ("Previously s.31, now s.40(2)", "40(2)", ["Previously s.31"]),
    ("s.31 withdrawn; s.40(2)", "40(2)", ["s.31 withdrawn"]),
    ("Sections 30-32", "", ["Sections 30-32"]),
]

# The same for bodies under FOISA.
NOT_READ_IN_SCOTLAND = [
    ("reg 12(5)(b)", "", ["reg 12(5)(b)"]),
    ("s.31(3)", "", ["s.31(3)"]),
    ("s.24(2)", "", ["s.24(2)"]),
    ("s.40(5B)", "", ["s.40(5B)"]),
]


def shown(cited: Cited, regime: str = "FOIA") -> str:
    """Write what was read as the tables do."""
    return "; ".join(
        f"{one.act} {one.section}".removeprefix(f"{regime} ") + ("*" if one.ncnd else "")
        for one in cited.exemptions
    )


@pytest.mark.parametrize(("written", "expected"), READ)
def test_a_citation_is_read_as_it_is_meant(written, expected):
    cited = parse_exemptions(written)
    assert (shown(cited), cited.unread) == (expected, ())


@pytest.mark.parametrize(("written", "expected"), READ_IN_SCOTLAND)
def test_a_bare_section_of_a_scottish_body_is_of_the_scottish_act(written, expected):
    cited = parse_exemptions(written, "FOISA")
    assert (shown(cited, "FOISA"), cited.unread) == (expected, ())


@pytest.mark.parametrize(("written", "expected", "unread"), NOT_READ)
def test_what_is_not_understood_is_kept_and_never_guessed(written, expected, unread):
    cited = parse_exemptions(written)
    assert (shown(cited), list(cited.unread)) == (expected, unread)


@pytest.mark.parametrize(("written", "expected", "unread"), NOT_READ_IN_SCOTLAND)
def test_what_scottish_law_does_not_have_is_kept(written, expected, unread):
    cited = parse_exemptions(written, "FOISA")
    assert (shown(cited, "FOISA"), list(cited.unread)) == (expected, unread)


# Checked against the Acts, not against the data file.
LIFT_THE_DUTY = {
    "FOIA": "22(2) 22A(2) 23(5) 24(2) 26(3) 27(4) 28(3) 29(2) 30(3) 31(3) 32(3) 33(3) 34(2) 35(3) "
    "36(3) 37(2) 38(2) 39(2) 40(5) 40(5A) 40(5B) 41(2) 42(2) 43(3) 44(2)",
    "FOISA": "18 18(1)",
    "EIR": "12(6) 13(5) 13(5A) 13(5B)",
    "EISR": "10(8) 11(6)",
    "DPA": "",
}


@pytest.mark.parametrize("act", LIFT_THE_DUTY)
def test_these_and_no_others_lift_the_duty_to_confirm_or_deny(act):
    found = {one.section for one in EVERY if one.act == act and one.ncnd and not one.limb}
    assert found == set(LIFT_THE_DUTY[act].split())


def test_the_limbs_of_an_ncnd_lift_the_duty_too():
    (one,) = parse_exemptions("s.40(5B)(a)(i)").exemptions
    assert one == Exemption("FOIA", "40", "5B", "a(i)", ncnd=True)


@pytest.mark.parametrize("exemption", EVERY, ids=lambda one: one.citation)
def test_every_provision_is_read_back_from_its_own_citation(exemption):
    assert parse_exemptions(exemption.citation) == _known(exemption)


def _known(exemption: Exemption) -> Cited:
    """Give the exemption, or nothing where the section alone is procedure."""
    bare = not exemption.subsection and not exemption.limb
    if bare and provisions().is_procedure(exemption.act, exemption.number):
        return Cited()
    return Cited((exemption,))


def test_limbs_of_one_provision_are_one_family():
    withheld, ncnd = parse_exemptions("s.31(1)(a), s.31(3)").exemptions
    assert withheld.family == ncnd.family == "FOIA 31"
    assert (withheld.citation, ncnd.citation) == ("FOIA section 31(1)(a)", "FOIA section 31(3)")


def test_citations_name_their_law():
    written = "EIR 12(5)(b); FOISA s.30(b)(ii); EI(S)R 10(8); Art 15(1) UK GDPR; DPA 2018 s.45(4)"
    assert [one.citation for one in parse_exemptions(written).exemptions] == [
        "EIR regulation 12(5)(b)",
        "FOISA section 30(b)(ii)",
        "EISR regulation 10(8)",
        "UK GDPR Article 15(1)",
        "DPA section 45(4)",
    ]


SEPARATORS = ["; ", ", ", "\n", " & ", " and ", " + ", " / ", " or ", " | ", "<br>", " \u2022 "]
LISTED = st.lists(
    st.sampled_from([one for one in EVERY if one.act == "FOIA" and _known(one).exemptions]),
    min_size=1,
    max_size=8,
    unique=True,
)


WORDS = st.sampled_from(["s.", "S", "Section "])


@given(listed=LISTED, separator=st.sampled_from(SEPARATORS), word=WORDS)
def test_a_list_reads_the_same_with_any_separator(listed, separator, word):
    written = separator.join(word + one.section for one in listed)
    assert parse_exemptions(written) == Cited(tuple(listed))


@given(listed=LISTED, separator=st.sampled_from(SEPARATORS[:8]))
def test_a_word_before_the_first_number_does_for_a_list(listed, separator):
    numbers = [one.section for one in listed if one.subsection]
    cited = parse_exemptions("ss. " + separator.join(numbers)) if numbers else Cited()
    assert cited == Cited(tuple(one for one in listed if one.subsection))


PIECES = (
    "s|ss.|Section |reg |Article |31|(1)|(a)|(3)|40|5B|(i)|12|EIR|FOISA|FOIA | of the |NCND|, "
    '| and |-|Police Act 1996| to |; |\n|law enforcement|not |DPA |(|)|[|"|<br>|&amp;|\u00a0|99|Q1'
).split("|")
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(written=TEXTS, regime=st.sampled_from(["FOIA", "FOISA", "none", ""]))
@settings(max_examples=400)
def test_any_text_is_read_without_an_error_and_gives_what_exists(written, regime):
    cited = parse_exemptions(written, regime)
    assert set(cited.exemptions) <= set(EVERY)
    assert len(set(cited.exemptions)) == len(cited.exemptions)
    assert all(words.strip() for words in cited.unread)


HOSTILE = ["s31(1)(a)", "(", "s", "31 ", "s.31, ", "Act ", "foo\n", "s31\n", "(1,", "of the ", "<"]


@pytest.mark.parametrize("piece", [*HOSTILE, "\ufdfa"])
def test_of_a_very_long_text_only_the_beginning_is_read_and_it_says_so(piece):
    written = piece * (200_000 // len(piece))
    cited = parse_exemptions(written)
    assert "more characters were not read" in cited.unread[-1]
    assert parse_exemptions(written[:MAX_READ]).exemptions == cited.exemptions


def test_the_usual_exemptions_of_every_topic_are_read():
    with (files("tracker.data") / "topics.csv").open(encoding="utf-8", newline="") as file:
        topics = list(csv.DictReader(file))
    assert topics
    for topic in topics:
        cited = parse_exemptions(topic["exemptions"])
        assert (topic["slug"], cited.unread) == (topic["slug"], ())
        assert any(one.ncnd for one in cited.exemptions) or topic["ncnd_typical"] == "false"


def test_every_provision_says_how_it_is_tested():
    known = provisions()
    for provision in known.by_number.values():
        assert provision.title
        assert provision.test in {"absolute", "qualified", "none"}
        assert provision.basis in {"class", "prejudice", "none"}
        assert provision.ncnd <= {"", *provision.limbs}
        assert {section.partition("(")[0] for section in provision.absolute} <= set(provision.limbs)

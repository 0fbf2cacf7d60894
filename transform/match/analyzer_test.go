package match

import (
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Risk-Management, or risk/hazards", "risk management or risk hazards"},
		{"IT risk", "ict risk"},
		{"IT RISK", "it risk"},
		{"manage it", "manage it"},
		{"the employer's café", "the employer cafe"},
		{"C++ and C#", "c++ and c#"},
		{"Excludes <a href=\"http://x\">this <b>thing</b></a>", "excludes this thing"},
		{"a < b", "a b"},
		{"teachers’ aides – all", "teachers aides all"},
		{"", ""},
	}
	for _, test := range tests {
		var got []string
		words(test.text, func(w string) { got = append(got, w) })
		if strings.Join(got, " ") != test.want {
			t.Errorf("words(%q) = %q; expected %q", test.text, got, test.want)
		}
	}
}

// Each pair is one word in British and American spelling.
func TestSpell(t *testing.T) {
	for british, american := range map[string]string{
		"organise": "organize", "organisation": "organization", "organising": "organizing", "analyse": "analyze", "colour": "color",
		"labour": "labor", "behavioural": "behavioral", "centre": "center", "theatre": "theater", "programme": "program", "defence": "defense",
		"licence": "license", "catalogue": "catalog", "modelling": "modeling", "counsellor": "counselor", "jewellery": "jewelry",
		"anaesthetist": "anesthetist", "aluminium": "aluminum", "judgement": "judgment", "enrol": "enroll", "enrolment": "enrollment",
	} {
		if stem(spell(british)) != stem(spell(american)) {
			t.Errorf("%s is read as %s, %s as %s; expected one word", british, stem(spell(british)), american, stem(spell(american)))
		}
	}
	for _, pair := range [][2]string{{"four", "for"}, {"security", "securities"}} {
		if stem(spell(pair[0])) == stem(spell(pair[1])) {
			t.Errorf("%s and %s are read as one word", pair[0], pair[1])
		}
	}
}

func TestVariants(t *testing.T) {
	for label, want := range map[string][]string{
		"Risk Management":                     {"Risk Management"},
		"Influencing/Negotiating":             {"Influencing/Negotiating", "Influencing", "Negotiating"},
		"Continuity of Operations (COOP)":     {"Continuity of Operations"},
		"Architects, Except Landscape":        {"Architects"},
		"Tailors, Dressmakers, and Sewers":    {"Tailors, Dressmakers, and Sewers", "Tailors", "Dressmakers", "Sewers"},
		"Planning and Evaluating (general) X": {"Planning and Evaluating X", "Planning", "Evaluating X"},
	} {
		if got := variants(label); !slices.Equal(got, want) {
			t.Errorf("variants(%q) = %q; expected %q", label, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	a := newAnalyzer()
	a.learn("database website manage hair stylist information security")
	a.complete()
	tests := []struct{ text, want string }{
		{"data bases", "databas"},
		{"web site", "websit"},
		{"hairstylists", "hair stylist"},
		{"Information Technology", "ict"},
		{"UI", "user interfac"},
		{"managr", "manag"},
		{"informatoin", "inform"},
		{"of the", ""},
	}
	for _, test := range tests {
		var got []string
		read, _ := a.read(test.text, nil)
		terms, forms := read.terms, read.forms
		for _, term := range terms {
			if term >= 0 {
				got = append(got, a.stems[term])
			}
		}
		if strings.Join(got, " ") != test.want || len(forms) != len(terms) {
			t.Errorf("read(%q) = %q, %d forms; expected %q", test.text, got, len(forms), test.want)
		}
	}
	if read, _ := a.read("xylophone", nil); len(read.terms) != 1 || read.terms[0] != unknownTerm {
		t.Errorf("an unknown word is read as %v", read.terms)
	}
}

// A misspelled word is read as the nearest one, and the answer says so; an abbreviation, a word of general English and one
// that is made of such a word are not misspelled.
func TestRepairs(t *testing.T) {
	a := newAnalyzer()
	a.general = true
	a.learn("welder fiscal manager kayak painting")
	a.complete()
	for text, want := range map[string][]repair{
		"manaager":   {{"manaager", "manager"}},
		"paintinng":  {{"paintinng", "painting"}},
		"weeder":     nil, // of weed
		"FISCAK":     nil, // an abbreviation
		"fiscak":     {{"fiscak", "fiscal"}},
		"mister":     nil, // a word of general English
		"Painting":   nil,
		"kayaks":     nil,
		"wellderzzz": nil, // too far from any word
	} {
		if read, _ := a.read(text, nil); !slices.Equal(read.repaired, want) {
			t.Errorf("%q: repaired %v; expected %v", text, read.repaired, want)
		}
	}
}

// A label is read without what recruiters write around it.
func TestUnabbreviated(t *testing.T) {
	for text, want := range map[string]string{
		"Asst. Mgr, Sales": "assistant manager, Sales", "VP Ops": "vice president operations", "Tech. Rep": "technician representative",
		"Manager": "Manager", "technical writer": "technical writer", "RN": "registered nurse",
	} {
		if got := unabbreviated(text); got != want {
			t.Errorf("%q: %q; expected %q", text, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	for label, want := range map[string]string{
		"Registered Nurse (Re-advertised)":        "Registered Nurse",
		"Data Analyst - Denver, CO":               "Data Analyst",
		"Data Analyst, Washington, DC":            "Data Analyst",
		"Management Analyst, GS-0343-12/13":       "Management Analyst",
		"IT Specialist II":                        "IT Specialist",
		"Cook Level 3":                            "Cook",
		"Welder - Remote (Full-time)":             "Welder",
		"I.T. Manager":                            "IT Manager",
		"IT":                                      "ICT",
		"it support technician":                   "ICT support technician",
		"IT MANAGER":                              "ICT manager",
		"Experience with relational databases":    "relational databases",
		"Strong understanding of network design":  "network design",
		"Ability to manage it":                    "manage it",
		"Experience":                              "Experience",
		"excellent communication skills required": "communication skills",
		"C++ (programming)":                       "C++ (programming)",
		"Vitamin":                                 "Vitamin",
	} {
		if got := bare(label); got != want {
			t.Errorf("bare(%q) = %q; expected %q", label, got, want)
		}
	}
}

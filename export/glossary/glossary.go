// Package glossary explains the words of the field that a release uses. The project's README, the README of a
// release and the site show this one list.
package glossary

import "strings"

// A Term is a word and what it means here, in one sentence without a period.
type Term struct {
	Word    string
	Meaning string
}

// Terms returns the terms by alphabet, capitals and small letters alike.
func Terms() []Term {
	return []Term{
		{"band", "a career level that groups pay grades, such as the intermediate level, grades GS-9 to GS-11"},
		{"cluster", "a group of specialties whose work is alike; the handbook ranks competencies for each"},
		{"competency", "what a person must know or be able to do for the work; general ones apply to all IT work, technical ones to a cluster or specialty"},
		{"crosswalk", "a table that says which concept of one list corresponds to which concept of another, and how closely"},
		{"DCWF", "DoD Cyber Workforce Framework, the list of cyber work roles of the U.S. Department of Defense"},
		{"ESCO", "the European classification of Skills, Competences, Qualifications and Occupations, published by the European Commission"},
		{"finding", "something odd that a rule found in the sources, such as two names for one thing; it is published and not corrected"},
		{"FWCI", "Federal Workforce Competency Initiative, OPM's program that asked federal workers which competencies matter"},
		{"GS", "General Schedule, the pay scale of most federal employees, with grades 1 to 15"},
		{"mapping", "one row of a crosswalk: two concepts, their relation, and how sure the reviewer is"},
		{"NICE", "the Workforce Framework for Cybersecurity of the National Institute of Standards and Technology (NIST)"},
		{"OPM", "U.S. Office of Personnel Management, the human resources agency of the federal government"},
		{"profile, specialty", "a kind of IT work with its own competencies and tasks, such as Data Management"},
		{"series 2210", "the job series Information Technology Management, OPM's number for most federal IT jobs"},
		{"SSSOM", "Simple Standard for Sharing Ontological Mappings, a file format for crosswalks"},
		{"work role", "a set of related duties in the NICE Framework or the DCWF, such as Systems Administration"},
	}
}

// Markdown returns the list as a Markdown table, with a line end after each row.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| Word | Meaning |\n| --- | --- |\n")
	for _, t := range Terms() {
		b.WriteString("| " + t.Word + " | " + t.Meaning + " |\n")
	}
	return b.String()
}

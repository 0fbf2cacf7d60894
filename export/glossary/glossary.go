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
		{"AI reader", "an AI language model that read both sides of a mapping and judged it; two names, such as K and L, need not mean two models"},
		{"alignment", "in NIST's workbook, the list of the knowledge and skill statements that a task of a work role needs"},
		{"band", "a career level that groups pay grades, such as the intermediate level, grades GS-9 to GS-11"},
		{"CASE", "Competencies and Academic Standards Exchange, a file format for learning and HR systems by the organization 1EdTech"},
		{"checksum, SHA-256", "a long number computed from the content of a file; while it is the same, the file is unchanged"},
		{"cluster", "a group of specialties whose work is alike; the handbook ranks competencies for each"},
		{"collection", "in ESCO, a list of skills on one subject, such as digital skills"},
		{"competency", "what a person must know or be able to do for the work; general ones, such as Teamwork, occur in work of many kinds and are stated for all IT work; technical ones belong to IT work and are stated for clusters and specialties"},
		{"confidence", "how sure the judge of a mapping is, from 0 (not at all) to 1 (certain)"},
		{"counterpart", "the concept of another list that is the same as ours, nearly the same, broader or narrower; a related concept is not one"},
		{"crosswalk", "a table that says which concept of one list corresponds to which concept of another, and how closely"},
		{"CSV", "comma-separated values, a plain text file with a table, which every spreadsheet program opens"},
		{"DCWF", "DoD Cyber Workforce Framework, the list of cyber work roles of the U.S. Department of Defense (DoD)"},
		{"duty, task", "a piece of work; the handbook names tasks for each specialty, and an employer's page or an announcement calls them duties"},
		{"ESCO", "the European classification of Skills, Competences, Qualifications and Occupations, published by the European Commission"},
		{"finding", "something odd that a rule found in the sources, such as two names for one thing; it is published and not corrected"},
		{"FWCI", "Federal Workforce Competency Initiative, OPM's program that asked federal workers which competencies matter"},
		{"GS", "General Schedule, the pay scale of most federal employees, with grades 1 to 15; GS-9 is grade 9"},
		{"importance rank", "the place of a competency when the competencies of all IT work, or of one cluster, are put in order of importance; 1 is the most important"},
		{"ISCO", "International Standard Classification of Occupations, on whose groups ESCO's occupations are based"},
		{"job analysis", "the study of what a position requires; U.S. agencies base an announcement and its assessment on it"},
		{"job announcement", "the text with which a federal agency advertises an open job; in Europe, a vacancy notice"},
		{"journey level", "in U.S. agencies, the level of an employee who does the full work of a specialty on their own; here grades GS-12 and GS-13"},
		{"JSON", "a text format in which programs exchange data"},
		{"KSA", "knowledge, skill or ability: a statement in the DCWF of what a person must know or be able to do"},
		{"language model", "a computer program that reads and writes text, of the kind that chatbots use"},
		{"linked data", "data in which each thing has a web address, so that data from different places can be combined; JSON-LD and Turtle are file formats for it"},
		{"mapping", "one row of a crosswalk: two concepts, their relation, and the confidence in it"},
		{"NICE", "the Workforce Framework for Cybersecurity of the National Institute of Standards and Technology (NIST)"},
		{"NR", "not ranked: a ranking names the competency without giving it a rank"},
		{"null", "no value, which is not the same as 0; an empty cell in CSV and Excel"},
		{"OPM", "U.S. Office of Personnel Management, the human resources agency of the federal government"},
		{"OPM code", "a three-digit number for a kind of cyber work; federal agencies give one or more to each position that does such work"},
		{"parenthetical title", "a position title with the specialty and its code in parentheses, such as Information Technology Specialist (Information Security/INFOSEC)"},
		{"Parquet", "a compact file format for large tables, which data tools such as pandas, R and DuckDB read"},
		{"PivotTable", "a table in Excel that counts or adds up the rows of another table by the columns you choose"},
		{"profile", "the competencies and tasks that the handbook names for a specialty; one more profile covers all IT work"},
		{"provenance", "from which lines of which source a record was read"},
		{"recommended", "the one mapping to use where you need a single counterpart"},
		{"relation", "how the two concepts of a mapping compare: exact, close, broader, narrower or related; SKOS calls it a predicate"},
		{"release", "one published version of all the files"},
		{"reuse level", "in ESCO, how widely a skill is used: in one occupation, in one sector, in several sectors, or everywhere"},
		{"scope", "what a ranking or a table of bands is about: all IT work, or one cluster"},
		{"series 2210", "the job series (a set of similar jobs) Information Technology Management; 2210 is OPM's number for it"},
		{"SKOS", "Simple Knowledge Organization System, the usual vocabulary for lists of concepts in linked data"},
		{"slug", "a name written in lowercase letters and hyphens, used as an identifier, such as data-management"},
		{"snapshot", "a stored copy of what ESCO says of the mapped skills, so that nothing has to be downloaded"},
		{"source line", "a line of text in one of the documents that the data were read from"},
		{"specialty", "a kind of IT work, such as Data Management"},
		{"SQLite", "a database in a single file"},
		{"SSSOM", "Simple Standard for Sharing Ontological Mappings, a file format for crosswalks"},
		{"statement", "a numbered sentence in NICE or the DCWF: a task, or something to know or be able to do"},
		{"warning, info", "how serious a finding is: a warning marks what may mislead an analysis, an info finding is good to know; an error would stop the release"},
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

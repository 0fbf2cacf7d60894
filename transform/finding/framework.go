package finding

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/dcwf"
	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// frameworkRules look at the NICE Framework and the DoD Cyber Workforce Framework (DCWF), and at how they fit together.
var frameworkRules = []Rule{
	{"nice-wording", Warning, "a text of the NICE Framework that its export and its workbook word differently", (*review).niceWording},
	{"nice-form", Info, "texts that are the same in the export and the workbook of the NICE Framework except for case, punctuation or spaces", (*review).niceForm},
	{"nice-membership", Warning, "what only one of the export and the workbook of the NICE Framework has", (*review).niceMembership},
	{"nice-version", Warning, "the export of the NICE Framework has a different version from the sources' titles or the workbook's sheets", (*review).niceVersion},
	{"nice-code", Info, "a work role without an OPM code, with several, or with the code of another", (*review).niceCode},
	{"nice-unused", Info, "statements that no work role has", (*review).niceUnused},
	{"nice-area-empty", Info, "a competency area without a statement", (*review).niceAreaEmpty},
	{"alignment-unknown", Warning, "an alignment of a task that cites a statement without an identifier, or one that does not exist", (*review).alignmentUnknown},
	{"alignment-outside", Info, "an alignment of a task that cites a statement which the work role does not have", (*review).alignmentOutside},
	{"alignment-wording", Info, "an alignment of a task that words the cited statement differently", (*review).alignmentWording},
	{"alignment-returns", Info, "cells of alignments with carriage returns, which the file writes as _x000D_", (*review).alignmentReturns},
	{"equal-statements", Info, "two statements of one framework with the same text", (*review).equalStatements},
	{"framework-spaces", Info, "texts with leading, trailing or repeated spaces, which the records leave out", (*review).frameworkSpaces},
	{"framework-characters", Warning, "a text of a framework from which invisible characters were removed, or that a spreadsheet would treat as a formula", (*review).frameworkCharacters},
	{"dcwf-repeat", Info, "a statement that the sheet of a work role lists twice", (*review).dcwfRepeat},
	{"dcwf-kind", Info, "a kind of statement that is not written like the others, or an opening word that is misspelled", (*review).dcwfKindWritten},
	{"dcwf-letter", Info, "a statement whose number ends in a letter and whose kind differs from that of the same number without the letter", (*review).dcwfLetter},
	{"dcwf-sheet", Warning, "a sheet of a work role that disagrees with the lists of the tool", (*review).dcwfSheet},
	{"dcwf-unmarked", Info, "a work role with statements that are marked as neither core nor additional", (*review).dcwfUnmarked},
	{"dcwf-unused", Info, "a statement of the master list that no work role has", (*review).dcwfUnused},
	{"dcwf-change", Warning, "a change log that disagrees with the lists", (*review).dcwfChange},
	{"role-counterpart", Info, "a work role of NICE or of the DCWF without a counterpart in the other, or with several", (*review).roleCounterpart},
	{"role-code", Warning, "a work role of the DCWF that names an unknown NICE work role, or one with another code", (*review).roleCode},
	{"triangle", Info, "a profile whose mapping to an ESCO occupation differs from the relation that a NICE work role implies", (*review).triangle},
}

// structured returns the documents that are no texts.
func (r *review) structured(is func(extract.Document) bool) (extract.Document, bool) {
	i := slices.IndexFunc(r.raw.Documents, is)
	if i < 0 {
		return extract.Document{}, false
	}
	return r.raw.Documents[i], true
}

func (r *review) niceExport() (extract.Document, bool) {
	return r.structured(func(d extract.Document) bool { return d.NICE != nil })
}

func (r *review) niceWorkbook() (extract.Document, bool) {
	return r.structured(func(d extract.Document) bool { return d.NICEWorkbook != nil })
}

func (r *review) dcwfTool() (extract.Document, bool) {
	return r.structured(func(d extract.Document) bool { return d.DCWF != nil })
}

// dcwfKinds returns the kind of each statement of the DCWF, as the table has it, by its identifier.
func (r *review) dcwfKinds() map[string]string {
	kinds := map[string]string{}
	for _, s := range r.set.DCWFStatements {
		kinds[s.StatementID] = s.Kind
	}
	return kinds
}

// place reports something about a record at a place of a source that is not a text.
func (r *review) place(d extract.Document, at, table, key, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if at != "" {
		message += " (" + at + ")."
	}
	r.report(table, key, d.Source.ID, source.Span{}, message)
}

// A printed is a text of a record as a source prints it.
type printed struct{ table, key, what, text, at string }

// called names the text in a sentence: "Statement K1", "The name of DD-WRL-001".
func (x printed) called() string {
	if x.what == "statement" {
		return "Statement " + x.key
	}
	return "The " + x.what + " of " + x.key
}

// exportTexts are the texts of the export that the workbook prints too.
func exportTexts(f *nice.Framework) (all []printed) {
	for _, e := range f.Categories {
		all = append(all, printed{"nice_categories", e.ID, "name", e.Title, e.At}, printed{"nice_categories", e.ID, "definition", e.Text, e.At})
	}
	for _, e := range f.WorkRoles {
		all = append(all, printed{"nice_work_roles", e.ID, "name", e.Title, e.At}, printed{"nice_work_roles", e.ID, "definition", e.Text, e.At})
	}
	for _, e := range f.Areas {
		all = append(all, printed{"nice_competency_areas", e.ID, "name", e.Title, e.At}, printed{"nice_competency_areas", e.ID, "definition", e.Text, e.At})
	}
	for _, s := range f.Statements {
		all = append(all, printed{"nice_statements", s.ID, "statement", s.Text, s.At})
	}
	return all
}

// workbookTexts are the texts of the workbook that the export has too.
func workbookTexts(w *nice.Workbook) (all []printed) {
	part := func(table string, p nice.Part) {
		all = append(all, printed{table, p.ID, "name", p.Name, string(p.At)}, printed{table, p.ID, "definition", p.Definition, string(p.At)})
	}
	for _, p := range w.Categories {
		part("nice_categories", p)
	}
	for _, p := range w.WorkRoles {
		part("nice_work_roles", p.Part)
	}
	for _, p := range w.Areas {
		part("nice_competency_areas", p)
	}
	for _, s := range w.Statements {
		all = append(all, printed{"nice_statements", s.ID, "statement", s.Text, string(s.At)})
	}
	return all
}

// versionOfSheet is the version that NIST writes before the names of sheets: “v2.1.0 TKS Statements”.
var versionOfSheet = regexp.MustCompile(`\bv(\d+(?:\.\d+)+)\b`)

// niceVersion compares the version that the export states with those of the titles in sources.json, which releases
// name and credit, and with the names of the workbook's sheets.
func (r *review) niceVersion() {
	export, given := r.niceExport()
	if !given || export.NICE.Version == "" {
		return
	}
	version := export.NICE.Version
	differs := func(d extract.Document, what, other string) {
		r.report("", "", d.Source.ID, source.Span{}, fmt.Sprintf("The export of the NICE Framework is of version %s; %s is “%s”.", version, what, other))
	}
	titled := func(d extract.Document) {
		if !strings.Contains(d.Source.Title, version) {
			differs(d, "the title of the source in sources.json", d.Source.Title)
		}
	}
	titled(export)
	book, given := r.niceWorkbook()
	if !given {
		return
	}
	titled(book)
	if len(book.NICEWorkbook.Statements) > 0 {
		place := string(book.NICEWorkbook.Statements[0].At)
		if stated := versionOfSheet.FindStringSubmatch(place); stated != nil && stated[1] != version {
			differs(book, "the workbook's list of statements", place)
		}
	}
}

// niceBoth calls do for each text that both files have.
func (r *review) niceBoth(do func(workbook extract.Document, export, book printed)) {
	e, exported := r.niceExport()
	w, printed := r.niceWorkbook()
	if !exported || !printed {
		return
	}
	books := textsOf(r.printed()[w.Source.ID])
	for _, x := range r.printed()[e.Source.ID] {
		if y, ok := books[[3]string{x.table, x.key, x.what}]; ok {
			do(w, x, y)
		}
	}
}

func textsOf(list []printed) map[[3]string]printed {
	found := make(map[[3]string]printed, len(list))
	for _, x := range list {
		found[[3]string{x.table, x.key, x.what}] = x
	}
	return found
}

// wordsOf is a text without case, punctuation and spaces.
func wordsOf(text string) string { return strings.ReplaceAll(naming.Slug(text), "-", "") }

func (r *review) niceWording() {
	r.niceBoth(func(w extract.Document, x, y printed) {
		if x.text != y.text && wordsOf(x.text) != wordsOf(y.text) {
			r.place(w, y.at, x.table, x.key, "%s is “%s” in the export, which takes precedence, and “%s” in the workbook", x.called(), naming.Clean(x.text), naming.Clean(y.text))
		}
	})
}

func (r *review) niceForm() {
	r.niceBoth(func(w extract.Document, x, y printed) {
		if x.text == y.text || wordsOf(x.text) != wordsOf(y.text) || plainForm(x, y) {
			return
		}
		if strings.TrimSpace(x.text) == strings.TrimSpace(y.text) {
			r.place(w, y.at, x.table, x.key, "%s differs only in a leading or trailing space between the export, which takes precedence, and the workbook: “%s”", x.called(), naming.Clean(x.text))
			return
		}
		how := "case or punctuation"
		if strings.Join(strings.Fields(x.text), "") == strings.Join(strings.Fields(y.text), "") {
			how = "a space"
		}
		r.place(w, y.at, x.table, x.key, "%s differs in %s between the export, which takes precedence, and the workbook: “%s” and “%s”", x.called(), how, naming.Clean(x.text), naming.Clean(y.text))
	})
}

// plainForm reports whether two texts differ only in the marks that one of the files uses for all its texts: straight
// and curved apostrophes, no-break spaces, which mean nothing.
func plainForm(x, y printed) bool {
	if x.table == "nice_statements" {
		return false
	}
	plain := func(s string) string {
		return naming.Clean(strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s))
	}
	return plain(x.text) == plain(y.text)
}

func (r *review) niceMembership() {
	e, exported := r.niceExport()
	w, printed := r.niceWorkbook()
	if !exported || !printed {
		return
	}
	export, book := textsOf(r.printed()[e.Source.ID]), textsOf(r.printed()[w.Source.ID])
	for _, x := range r.printed()[e.Source.ID] {
		if _, ok := book[[3]string{x.table, x.key, x.what}]; !ok && x.what != "definition" {
			r.place(e, x.at, x.table, x.key, "%s is in the export and not in the workbook", x.key)
		}
	}
	for _, y := range r.printed()[w.Source.ID] {
		if _, ok := export[[3]string{y.table, y.key, y.what}]; !ok && y.what != "definition" {
			r.place(w, y.at, y.table, y.key, "%s is in the workbook and not in the export, so that no table has it", y.key)
		}
	}
	related := map[[2]string]bool{}
	for _, x := range e.NICE.RoleStatements {
		related[[2]string{x.From, x.To}] = true
	}
	listed := map[[2]string]bool{}
	sheets := map[string]bool{}
	for _, l := range w.NICEWorkbook.Lists {
		if l.Area {
			continue
		}
		sheets[l.ID] = true
		for _, s := range l.Statements {
			listed[[2]string{l.ID, s.ID}] = true
			if !related[[2]string{l.ID, s.ID}] {
				r.place(w, string(s.At), "nice_work_roles", l.ID, "Work role %s has statement %s in the workbook and not in the export, which takes precedence", l.ID, s.ID)
			}
		}
	}
	for _, x := range e.NICE.RoleStatements {
		if sheets[x.From] && !listed[[2]string{x.From, x.To}] {
			r.place(e, x.At, "nice_work_role_statements", x.From+"|"+x.To, "Work role %s has statement %s in the export and not in the workbook", x.From, x.To)
		}
	}
}

func (r *review) niceCode() {
	owner := map[string]string{}
	for _, role := range r.set.NICEWorkRoles {
		switch n := len(role.OPMCodes); {
		case n == 0:
			r.place(extract.Document{}, "", "nice_work_roles", role.WorkRoleID, "Work role %s, %s, has no OPM code.", role.WorkRoleID, role.Name)
		case n > 1:
			r.place(extract.Document{}, "", "nice_work_roles", role.WorkRoleID, "Work role %s, %s, has %d OPM codes: %s.", role.WorkRoleID, role.Name, n, strings.Join(role.OPMCodes, ", "))
		}
		for _, code := range role.OPMCodes {
			if first, shared := owner[code]; shared {
				r.place(extract.Document{}, "", "nice_work_roles", role.WorkRoleID, "Work roles %s and %s share the OPM code %s.", first, role.WorkRoleID, code)
			}
			owner[code] = role.WorkRoleID
		}
	}
	e, exported := r.niceExport()
	w, printed := r.niceWorkbook()
	if !exported || !printed {
		return
	}
	codes := map[string][]string{}
	for _, x := range e.NICE.RoleCodes {
		codes[x.From] = append(codes[x.From], x.To)
	}
	for _, role := range w.NICEWorkbook.WorkRoles {
		have, want := slices.Sorted(slices.Values(role.Codes())), slices.Sorted(slices.Values(codes[role.ID]))
		if !slices.Equal(have, want) {
			r.place(w, string(role.Code.At), "nice_work_roles", role.ID, "The workbook prints the OPM code of %s as “%s”; the export, which takes precedence, has %s", role.ID, role.Code.Text, cmp.Or(strings.Join(want, ", "), "none"))
		}
	}
}

func (r *review) niceUnused() {
	used := map[string]bool{}
	for _, x := range r.set.NICEWorkRoleStatements {
		used[x.StatementID] = true
	}
	count, all := map[string]int{}, map[string]int{}
	for _, s := range r.set.NICEStatements {
		all[s.Kind]++
		if !used[s.StatementID] {
			count[s.Kind]++
		}
	}
	for _, kind := range []nice.Kind{nice.Task, nice.Knowledge, nice.Skill} {
		if n := count[string(kind)]; n > 0 {
			r.place(extract.Document{}, "", "nice_statements", "", "%d of the %d %s statements of the NICE Framework belong to no work role.", n, all[string(kind)], kind)
		}
	}
}

func (r *review) niceAreaEmpty() {
	if !r.set.Has("nice_area_statements") {
		return // what was not given says nothing
	}
	filled := map[string]bool{}
	for _, s := range r.set.NICEAreaStatements {
		filled[s.AreaID] = true
	}
	for _, a := range r.set.NICEAreas {
		if !filled[a.AreaID] {
			r.place(extract.Document{}, "", "nice_competency_areas", a.AreaID, "Competency area %s, %s, has no statement.", a.AreaID, a.Name)
		}
	}
}

// alignments calls do for each alignment of the workbook, with the text of the cited statement, "" for one that does
// not exist.
func (r *review) alignments(do func(w extract.Document, role string, a nice.Alignment, text string)) {
	w, ok := r.niceWorkbook()
	if !ok {
		return
	}
	texts := map[string]string{}
	for _, s := range r.set.NICEStatements {
		texts[s.StatementID] = s.Statement
	}
	for _, l := range w.NICEWorkbook.Lists {
		for _, a := range l.Alignments {
			do(w, l.ID, a, texts[a.ID])
		}
	}
}

func (r *review) alignmentUnknown() {
	r.alignments(func(w extract.Document, role string, a nice.Alignment, text string) {
		switch {
		case a.ID == "":
			r.place(w, string(a.At), "nice_work_roles", role, "Task %s of %s needs “%s”, which has no identifier: the cell calls it new", a.Task, role, naming.Clean(a.Text))
		case text == "":
			r.place(w, string(a.At), "nice_work_roles", role, "Task %s of %s needs %s, “%s”, which the framework does not have", a.Task, role, a.ID, naming.Clean(a.Text))
		}
	})
}

func (r *review) alignmentOutside() {
	has := map[dataset.NICEWorkRoleStatement]bool{}
	for _, s := range r.set.NICEWorkRoleStatements {
		has[s] = true
	}
	r.alignments(func(w extract.Document, role string, a nice.Alignment, text string) {
		if text != "" && !has[dataset.NICEWorkRoleStatement{WorkRoleID: role, StatementID: a.ID}] {
			r.place(w, string(a.At), "nice_task_alignments", role+"|"+a.Task+"|"+a.ID, "Task %s of %s needs %s, which the work role does not have", a.Task, role, a.ID)
		}
	})
}

func (r *review) alignmentWording() {
	r.alignments(func(w extract.Document, role string, a nice.Alignment, text string) {
		if cited := naming.Clean(a.Text); text != "" && cited != text {
			how := "as “" + cited + "”"
			if cited == "" {
				how = "without its text"
			}
			r.place(w, string(a.At), "nice_task_alignments", role+"|"+a.Task+"|"+a.ID, "%s is cited %s; the statement is “%s”", a.ID, how, text)
		}
	})
}

func (r *review) alignmentReturns() {
	cells := map[string]bool{}
	var book extract.Document
	r.alignments(func(w extract.Document, _ string, a nice.Alignment, _ string) {
		if book = w; a.Returns {
			cells[string(a.At)] = true
		}
	})
	if n := len(cells); n > 0 {
		r.place(book, "", "nice_task_alignments", "", "%s of alignments %s carriage returns, which the file writes as _x000D_; some programs show them as text.", naming.Counted(n, "cell"), verb(n, "has", "have"))
	}
}

// frameworkStatements are the statements of both frameworks.
func (r *review) frameworkStatements() (all []statement) {
	for _, s := range r.set.NICEStatements {
		all = append(all, statement{"nice_statements", s.StatementID, s.Statement})
	}
	for _, s := range r.set.DCWFStatements {
		all = append(all, statement{"dcwf_statements", s.StatementID, s.Statement})
	}
	return all
}

func (r *review) equalStatements() {
	first := map[[2]string]string{}
	for _, s := range r.frameworkStatements() {
		at := [2]string{s.table, s.text}
		if id, known := first[at]; known {
			r.place(extract.Document{}, "", s.table, s.key, "%s and %s have the same text: “%s”.", id, s.key, s.text)
			continue
		}
		first[at] = s.key
	}
}

// printedTexts are the texts of the sources that are not texts, by source_id.
func printedTexts(raw *extract.Raw) map[string][]printed {
	texts := map[string][]printed{}
	for _, d := range raw.Documents {
		texts[d.Source.ID] = rawTexts(d)
	}
	return texts
}

// rawTexts are the texts of a source that is not a text.
func rawTexts(d extract.Document) (all []printed) {
	switch {
	case d.NICE != nil:
		return exportTexts(d.NICE)
	case d.NICEWorkbook != nil:
		return workbookTexts(d.NICEWorkbook)
	case d.DCWF != nil:
		for _, e := range d.DCWF.Elements {
			all = append(all, printed{"dcwf_elements", e.ID, "definition", e.Definition, string(e.At)})
		}
		for _, x := range d.DCWF.WorkRoles {
			all = append(all, printed{"dcwf_work_roles", x.Code, "name", x.Name, string(x.At)}, printed{"dcwf_work_roles", x.Code, "definition", x.Definition, string(x.At)})
		}
		for _, s := range d.DCWF.Statements {
			all = append(all, printed{"dcwf_statements", s.ID, "statement", s.Text, string(s.At)})
		}
	}
	return all
}

// verb returns the form of a verb that follows a number of things.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func (r *review) frameworkSpaces() {
	for _, d := range r.raw.Documents {
		n := 0
		for _, x := range r.printed()[d.Source.ID] {
			if !naming.IsClean(x.text) && strings.Join(strings.Fields(x.text), " ") != x.text {
				n++
			}
		}
		if n > 0 {
			r.place(d, "", "", "", "%s %s leading, trailing or repeated spaces, or no-break spaces; the records have single spaces.", naming.Counted(n, "text"), verb(n, "has", "have"))
		}
	}
}

func (r *review) frameworkCharacters() {
	for _, d := range r.raw.Documents {
		for _, x := range r.printed()[d.Source.ID] {
			if !naming.Altered(x.text) {
				continue
			}
			if guarded(naming.Clean(x.text)) {
				r.place(d, x.at, x.table, x.key, "%s begins as a formula would in a spreadsheet; an apostrophe was put before it", x.called())
			}
			if naming.Altered("A" + x.text) { // behind a letter nothing is a formula
				r.place(d, x.at, x.table, x.key, "%s has invisible characters, which the record leaves out", x.called())
			}
		}
	}
}

func (r *review) dcwfRepeat() {
	d, ok := r.dcwfTool()
	if !ok {
		return
	}
	for _, l := range d.DCWF.Lists {
		first := map[string]dcwf.Row{}
		for _, row := range l.Rows {
			before, twice := first[row.ID]
			if !twice {
				first[row.ID] = row
				continue
			}
			how := "marked the same both times"
			if before.Mark != row.Mark {
				how = fmt.Sprintf("once %s and once %s; %s counts", markWord(before.Mark), markWord(row.Mark), stronger(before.Mark, row.Mark))
			}
			r.place(d, string(row.At), "dcwf_work_role_statements", l.Code+"|"+row.ID, "The sheet of work role %s lists statement %s twice, %s", l.Code, row.ID, how)
		}
	}
}

func markWord(mark string) string {
	return map[string]string{"C": "marked core", "A": "marked additional", "": "unmarked"}[mark]
}

// stronger names the stronger of two different marks: core before additional before none.
func stronger(a, b string) string {
	if a == "C" || b == "C" {
		return "core"
	}
	return "additional"
}

func (r *review) dcwfKindWritten() {
	d, ok := r.dcwfTool()
	if !ok {
		return
	}
	kinds := r.dcwfKinds()
	rows := map[string]int{}
	for _, l := range d.DCWF.Lists {
		for _, row := range l.Rows {
			if row.Kind != strings.TrimSpace(row.Kind) {
				rows[row.ID]++
			}
		}
	}
	for _, s := range d.DCWF.Statements {
		kind := strings.TrimSpace(s.Kind)
		if kind != s.Kind {
			r.place(d, string(s.At), "dcwf_statements", s.ID, "The kind of statement %s is written “%s” with a space after it, also in %s of work roles", s.ID, kind, naming.Counted(rows[s.ID], "row"))
		}
		first, _, _ := strings.Cut(naming.Clean(s.Text), " ")
		if word := strings.ToLower(first); kind == dcwf.KSA && word != kinds[s.ID] {
			r.place(d, string(s.At), "dcwf_statements", s.ID, "Statement %s begins with “%s”; it is read as %s", s.ID, strings.TrimPrefix(first, "'"), article(kinds[s.ID]))
		}
	}
}

func (r *review) dcwfLetter() {
	d, ok := r.dcwfTool()
	if !ok {
		return
	}
	kinds := r.dcwfKinds()
	for _, s := range d.DCWF.Statements {
		base := strings.TrimRight(s.ID, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		if was, ok := kinds[base]; ok && base != s.ID && was != kinds[s.ID] {
			r.place(d, string(s.At), "dcwf_statements", s.ID, "%s states %s; %s, of the same number, states %s", s.ID, article(kinds[s.ID]), base, article(was))
		}
	}
}

// article puts the article before the name of a kind of statement.
func article(kind string) string {
	switch kind {
	case "knowledge":
		return kind
	case "ability":
		return "an " + kind
	}
	return "a " + kind
}

func (r *review) dcwfSheet() {
	d, ok := r.dcwfTool()
	if !ok {
		return
	}
	statements, roles, elements := map[string]dcwf.Statement{}, map[string]dcwf.WorkRole{}, map[string]string{}
	for _, s := range d.DCWF.Statements {
		statements[s.ID] = s
	}
	for _, x := range d.DCWF.WorkRoles {
		roles[x.Code] = x
	}
	for _, e := range d.DCWF.Elements {
		elements[e.ID] = e.Name
	}
	for _, l := range d.DCWF.Lists {
		role := roles[l.Code]
		for _, x := range []struct{ what, sheet, list string }{{"name", l.Name, role.Name}, {"definition", l.Definition, role.Definition}, {"element", l.Element, elements[role.Element]}} {
			if naming.Clean(x.sheet) != naming.Clean(x.list) {
				r.place(d, string(l.At), "dcwf_work_roles", l.Code, "The sheet of work role %s gives the %s as “%s”; the list of roles, which takes precedence, has “%s”", l.Code, x.what, short(naming.Clean(x.sheet)), short(naming.Clean(x.list)))
			}
		}
		for _, row := range l.Rows {
			s := statements[row.ID]
			if row.Text != s.Text && naming.Clean(row.Text) != naming.Clean(s.Text) {
				r.place(d, string(row.At), "dcwf_work_role_statements", l.Code+"|"+row.ID, "The sheet of work role %s words statement %s differently from the master list, which takes precedence", l.Code, row.ID)
			}
			if strings.TrimSpace(row.Kind) != strings.TrimSpace(s.Kind) {
				r.place(d, string(row.At), "dcwf_work_role_statements", l.Code+"|"+row.ID, "The sheet of work role %s calls statement %s a %s; the master list, which takes precedence, a %s", l.Code, row.ID, strings.TrimSpace(row.Kind), strings.TrimSpace(s.Kind))
			}
		}
	}
}

func (r *review) dcwfUnmarked() {
	count, all := map[string]int{}, map[string]int{}
	for _, s := range r.set.DCWFWorkRoleStatements {
		all[s.Code]++
		if s.Requirement == "unmarked" {
			count[s.Code]++
		}
	}
	for _, role := range r.set.DCWFWorkRoles {
		if n := count[role.Code]; n > 0 {
			r.place(extract.Document{}, "", "dcwf_work_roles", role.Code, "%d of the %d statements of work role %s, %s, %s marked as neither core nor additional.", n, all[role.Code], role.Code, role.Name, verb(n, "is", "are"))
		}
	}
}

func (r *review) dcwfUnused() {
	used := map[string]bool{}
	for _, s := range r.set.DCWFWorkRoleStatements {
		used[s.StatementID] = true
	}
	for _, s := range r.set.DCWFStatements {
		if !used[s.StatementID] {
			r.place(extract.Document{}, "", "dcwf_statements", s.StatementID, "No work role has statement %s.", s.StatementID)
		}
	}
}

func (r *review) dcwfChange() {
	d, ok := r.dcwfTool()
	if !ok {
		return
	}
	kinds := map[string]string{}
	for _, s := range d.DCWF.Statements {
		kinds[s.ID] = strings.TrimSpace(s.Kind)
	}
	for _, c := range d.DCWF.Changes {
		word, id, ok := changed(c.Details)
		if !ok {
			continue
		}
		kind, there := kinds[id]
		switch {
		case c.Type == "Deletion" && there:
			r.place(d, string(c.At), "dcwf_statements", id, "Change %s deletes statement %s, which the master list still has", c.Number, id)
		case c.Type == "Addition" && !there:
			r.place(d, string(c.At), "", "", "Change %s adds statement %s, which the master list does not have", c.Number, id)
		case there && (word == dcwf.Task) != (kind == dcwf.Task):
			r.place(d, string(c.At), "dcwf_statements", id, "Change %s calls statement %s a %s; the master list calls it a %s", c.Number, id, word, kind)
		}
	}
}

// changed returns the kind and the identifier of the statement that the details of a change begin with.
func changed(details string) (word, id string, ok bool) {
	fields := strings.Fields(details)
	if len(fields) < 2 {
		return "", "", false
	}
	id = strings.TrimSuffix(fields[1], ":")
	return fields[0], id, id != "" && id[0] >= '0' && id[0] <= '9'
}

func (r *review) roleCounterpart() {
	if !r.set.Has("dcwf_work_roles") || !r.set.Has("nice_work_roles") {
		return
	}
	named := map[string][]string{}
	for _, role := range r.set.DCWFWorkRoles {
		if role.WorkRoleID == nil {
			r.place(extract.Document{}, "", "dcwf_work_roles", role.Code, "DCWF work role %s, %s, names no NICE work role.", role.Code, role.Name)
			continue
		}
		named[*role.WorkRoleID] = append(named[*role.WorkRoleID], role.Code)
	}
	for _, role := range r.set.NICEWorkRoles {
		switch codes := named[role.WorkRoleID]; len(codes) {
		case 0:
			r.place(extract.Document{}, "", "nice_work_roles", role.WorkRoleID, "No DCWF work role names NICE work role %s, %s.", role.WorkRoleID, role.Name)
		case 1:
		default:
			r.place(extract.Document{}, "", "nice_work_roles", role.WorkRoleID, "%d DCWF work roles name NICE work role %s, %s: %s.", len(codes), role.WorkRoleID, role.Name, strings.Join(codes, ", "))
		}
	}
}

func (r *review) roleCode() {
	d, ok := r.dcwfTool()
	if !ok || !r.set.Has("nice_work_roles") {
		return
	}
	codes := map[string]dataset.List{}
	for _, role := range r.set.NICEWorkRoles {
		codes[role.WorkRoleID] = append(dataset.List{}, role.OPMCodes...)
	}
	for _, role := range d.DCWF.WorkRoles {
		switch opm, known := codes[role.NICE]; {
		case role.NICE == "":
		case !known:
			r.place(d, string(role.At), "dcwf_work_roles", role.Code, "Work role %s names NICE work role %s, which the NICE Framework of this release does not have", role.Code, role.NICE)
		case !slices.Contains(opm, role.Code):
			r.place(d, string(role.At), "dcwf_work_roles", role.Code, "Work role %s names NICE work role %s, which has other OPM codes: %s", role.Code, role.NICE, cmp.Or(strings.Join(opm, ", "), "none"))
		}
	}
}

// triangle compares the two ways from a profile to an occupation of ESCO. An implied relation without a direct mapping
// is reported only if it is exact or close: a reader may leave out what is broader or narrower.
func (r *review) triangle() {
	names, roles, jobs := identity.Labels(r.set, "profiles"), identity.Labels(r.set, "nice_work_roles"), identity.Labels(r.set, "esco_occupations")
	for _, s := range crosswalk.Triangle(r.set) {
		if s.Agrees() {
			continue
		}
		direct := "there is no direct mapping"
		if s.Direct != "" {
			direct = "the direct mapping says " + crosswalk.Called(s.Direct)
		} else if s.Implied != "near" {
			continue
		}
		r.place(extract.Document{}, "", "crosswalk_profile_work_role", s.Profile+"|"+s.WorkRole, "By way of work role %s, %s (%s, then %s), the ESCO occupation “%s” would be %s %s; %s.",
			s.WorkRole, roles[s.WorkRole], crosswalk.Called(s.First), crosswalk.Called(s.Second), jobs[s.Occupation], map[string]string{"near": "the same as, or nearly the same as,", "broader": "broader than", "narrower": "narrower than"}[s.Implied], names[s.Profile], direct)
	}
}

package linkeddata

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

const base = "https://w3id.org/fwci/2210/"

// A shape says how a table is read back from a graph: which subjects are its records, and where a column
// is not where the field dictionary has it.
type shape struct {
	table    string
	subjects func(x index, subject string) bool
	columns  map[string]func(x index, subject string) string
}

func at(path string) func(index, string) bool {
	return func(_ index, subject string) bool { return strings.HasPrefix(subject, "<"+base+path+"/") }
}

func typed(class string) func(index, string) bool {
	return func(x index, subject string) bool {
		return slices.Contains(x.of(subject, rdfNS+"type"), "<"+class+">")
	}
}

func whole(_ index, subject string) string { return strings.Trim(subject, "<>") }

// through follows a path of predicates and decodes what is at its end.
func through(path ...string) func(index, string) string {
	return func(x index, subject string) string {
		for _, p := range path[:len(path)-1] {
			subject = strings.Join(x.of(subject, p), "")
		}
		return decoded(x.of(subject, path[len(path)-1]))
	}
}

// uri follows one predicate to an IRI that is read in full.
func uri(predicate string) func(index, string) string {
	return func(x index, subject string) string { return whole(x, strings.Join(x.of(subject, predicate), "")) }
}

// beside returns an IRI with another last segment.
func beside(subject, last string) string {
	return subject[:strings.LastIndex(subject, "/")+1] + last + ">"
}

// horizonRank reads a rank from the node of a horizon next to the given one; "not ranked" has no node.
func horizonRank(horizon, predicate string) func(index, string) string {
	return func(x index, subject string) string {
		other := beside(subject, horizon)
		if x[other] != nil && decoded(x.of(other, fwci+"horizon")) != horizon {
			return "another horizon"
		}
		return decoded(x.of(other, predicate))
	}
}

// aliasOf reads the competency that has a label.
func aliasOf(x index, label string) string {
	for subject := range x {
		if slices.Contains(x.of(subject, skosxl+"altLabel"), label) && slices.Contains(x.of(subject, skos+"altLabel"), x.of(label, skosxl+"literalForm")[0]) {
			return tail(subject)
		}
	}
	return ""
}

func judged(segment string, found bool) func(index, string) bool {
	return func(x index, subject string) bool {
		none := slices.Contains(x.of(subject, owl+"annotatedTarget"), "<"+sssom+"NoTermFound>")
		about := x.of(subject, owl+"annotatedSource")
		return at("mapping")(x, subject) && len(about) == 1 && at(segment)(x, about[0]) && found != none
	}
}

// mapped are the mappings from one segment to objects whose IRI begins so.
func mapped(segment, object string) func(index, string) bool {
	return func(x index, subject string) bool {
		to := x.of(subject, owl+"annotatedTarget")
		return judged(segment, true)(x, subject) && len(to) == 1 && strings.HasPrefix(to[0], "<"+object)
	}
}

// objectKind reads whether the object of a mapping to NICE is a statement or an area.
func objectKind(x index, mapping string) string {
	if strings.Contains(strings.Join(x.of(mapping, owl+"annotatedTarget"), ""), "-COM-") {
		return "nice-area"
	}
	return "nice-statement"
}

// keyed are the resources below a segment whose identifier has a form.
func keyed(segment, form string) func(index, string) bool {
	match := regexp.MustCompile("^<" + regexp.QuoteMeta(base+segment) + "/" + form + ">$").MatchString
	return func(_ index, subject string) bool { return match(subject) }
}

// role reads the code of a work role of the DCWF.
func role(_ index, subject string) string { return strings.TrimPrefix(tail(subject), "role-") }

// skillType reads the type of the concept that a mapping leads to.
func skillType(x index, mapping string) string {
	return decoded(x.of(strings.Join(x.of(mapping, owl+"annotatedTarget"), ""), escoType+"skillType"))
}

// judgedVersion reads the version of ESCO that a mapping was judged on: its own, or the one that its set propagates.
func judgedVersion(x index, mapping string) string {
	const slot = sssom + "object_source_version"
	if own := x.of(mapping, slot); len(own) > 0 {
		return decoded(own)
	}
	for set := range x.a(sssom + "MappingSet") {
		if slices.Contains(x.of(set, sssom+"mappings"), mapping) && strings.Contains(strings.Join(x.of(set, sssom+"object_source"), ""), "data.europa.eu/esco/") {
			return decoded(x.of(set, slot))
		}
	}
	return ""
}

var frameworkShapes = []shape{
	{"source_documents", at("source"), map[string]func(index, string) string{"sha256": through(spdx+"checksum", spdx+"checksumValue")}},
	{"bands", at("band"), nil},
	{"scopes", at("scope"), nil},
	{"clusters", at("cluster"), nil},
	{"cluster_work_types", at("work-type"), nil},
	{"competencies", func(x index, s string) bool { return at("competency")(x, s) && typed(skos+"Concept")(x, s) }, nil},
	{"competency_aliases", at("label"), map[string]func(index, string) string{"competency_id": aliasOf, "alias": through(skosxl + "literalForm")}},
	{"competency_bands", at("importance"), nil}, // of bandCells
	{"competency_band_notes", func(x index, s string) bool { return at("importance")(x, s) && len(x.of(s, skos+"note")) > 0 }, nil},
	{"competency_rankings", func(x index, s string) bool {
		return at("ranking")(x, s) && (tail(s) == "current" || x[beside(s, "current")] == nil)
	},
		map[string]func(index, string) string{
			"current_rank": horizonRank("current", fwci+"rank"), "future_rank": horizonRank("future", fwci+"rank"),
			"rank_change": horizonRank("future", fwci+"rankChange"),
		}},
	{"profiles", at("profile"), nil},
	{"profile_competencies", at("profile-competency"), nil},
	{"tasks", at("task"), nil},
	{"profile_tasks", at("profile-task"), nil},
	{"handbook_sections", at("section"), map[string]func(index, string) string{"parent_id": func(x index, s string) string {
		if parent := x.of(s, dcterms+"isPartOf")[0]; strings.HasPrefix(parent, "<"+base+"section/") {
			return tail(parent)
		}
		return ""
	}}},
	{"series_titles", at("title"), nil},
	{"series_qualifications", at("qualification"), nil},
	{"series_duties", at("duty"), nil},
	{"series_page_facts", at("series-fact"), nil},
	{"esco_occupations", typed(escoType + "Occupation"), map[string]func(index, string) string{"occupation_uri": whole}},
	{"esco_skills", typed(escoType + "Skill"), map[string]func(index, string) string{"skill_uri": whole}},
	{"esco_occupation_skills", typed(escoType + "AssociationObject"), map[string]func(index, string) string{
		"occupation_uri": uri(escoType + "isAssociationFor"), "skill_uri": uri(escoType + "target"),
		"relation": func(x index, s string) string { return strings.TrimSuffix(decoded(x.of(s, dcterms+"type")), "-skill") },
	}},
	{"quality_findings", at("finding"), nil},
	{"source_references", at("reference"), map[string]func(index, string) string{"url": uri(schema + "url")}},
	{"withdrawn_identifiers", func(x index, s string) bool { return decoded(x.of(s, owl+"deprecated")) == "true" }, nil},
}

var crosswalkShapes = []shape{
	{"crosswalk_task_nice", mapped("task", base+"nice/"), nil},
	{"crosswalk_task_dcwf", mapped("task", base+"dcwf/"), nil},
	{"crosswalk_competency_nice", mapped("competency", base+"nice/"), map[string]func(index, string) string{"object_kind": objectKind}},
	{"crosswalk_profile_work_role", mapped("profile", base+"nice/"), nil},
	{"crosswalk_work_role_occupation", mapped("nice", "http://data.europa.eu/esco/occupation/"), map[string]func(index, string) string{"occupation_uri": uri(owl + "annotatedTarget"), "esco_version": judgedVersion}},
	{"crosswalk_competency_skill", mapped("competency", "http://data.europa.eu/esco/skill/"), map[string]func(index, string) string{"skill_uri": uri(owl + "annotatedTarget"), "competency_id": through(owl + "annotatedSource"), "skill_type": skillType, "esco_version": judgedVersion}},
	{"crosswalk_profile_occupation", mapped("profile", "http://data.europa.eu/esco/occupation/"), map[string]func(index, string) string{"occupation_uri": uri(owl + "annotatedTarget"), "esco_version": judgedVersion}},
	{"crosswalk_title_profile", judged("title", true), nil},
	{"crosswalk_unmatched", func(x index, s string) bool {
		return judged("competency", false)(x, s) || judged("profile", false)(x, s) || judged("title", false)(x, s) || judged("task", false)(x, s) || judged("nice", false)(x, s)
	}, map[string]func(index, string) string{"esco_version": judgedVersion}},
}

var niceShapes = []shape{
	{"nice_categories", keyed("nice", "[A-Z]{2}"), nil},
	{"nice_work_roles", keyed("nice", "[A-Z]{2}-WRL-[0-9]+"), nil},
	{"nice_competency_areas", keyed("nice", "NF-COM-[0-9]+"), nil},
	{"nice_statements", keyed("nice", "[TKS][0-9]+"), nil},
}

var dcwfShapes = []shape{
	{"dcwf_elements", keyed("dcwf", "[A-Z]{2}"), nil},
	{"dcwf_work_roles", keyed("dcwf", "role-[0-9]{3}"), map[string]func(index, string) string{"dcwf_code": role}},
	{"dcwf_statements", keyed("dcwf", "[0-9]+[A-Z]?"), nil},
}

var lineShapes = []shape{{"source_lines", func(x index, s string) bool { return len(x.of(s, fwci+"lineNumber")) > 0 }, nil}}

// tail is what follows the last "/" or "#" of an IRI.
func tail(iri string) string {
	iri = strings.Trim(iri, "<>")
	return iri[strings.LastIndexAny(iri, "/#")+1:]
}

// decoded returns objects as a cell: literals by their text, IRIs by their tails, several sorted.
func decoded(objects []string) string {
	var cells []string
	for _, object := range objects {
		cell := tail(object)
		if end := strings.LastIndex(object, `"`); end > 0 {
			cell, _ = strconv.Unquote(object[:end+1])
		}
		cells = append(cells, cell)
	}
	slices.Sort(cells)
	return strings.Join(cells, "|")
}

// normal spells a cell so that equal values are equal texts, whatever order a set has lost.
func normal(c schemas.Column, cell string) string {
	switch {
	case c.Type == schemas.Number && cell != "":
		number, err := strconv.ParseFloat(cell, 64)
		return fmt.Sprint(number, err)
	case c.Name == "reviewer":
		cell = strings.ReplaceAll(cell, "; ", "|")
	case c.Name == "skill_type" && cell == "skill":
		return "skill/competence"
	}
	if c.Type == schemas.List || c.Name == "reviewer" {
		parts := strings.Split(cell, "|")
		slices.Sort(parts)
		return strings.Join(parts, "|")
	}
	return cell
}

// readBack returns the rows of a table as the graph has them, sorted.
func readBack(x index, s shape) []string {
	table, _ := schemas.Lookup(s.table)
	var rows []string
	for subject := range x {
		if !s.subjects(x, subject) || strings.Contains(subject, "#L") && s.table != "source_lines" {
			continue
		}
		var row []string
		for _, c := range table.Columns {
			read := s.columns[c.Name]
			switch {
			case read != nil:
			case c.Property == dcterms+"identifier": // the end of the IRI
				read = func(_ index, subject string) string { return tail(subject) }
			default:
				read = through(c.Property)
			}
			row = append(row, c.Name+"="+normal(c, read(x, subject)))
		}
		rows = append(rows, strings.Join(row, "\n"))
	}
	slices.Sort(rows)
	return rows
}

// expected returns the rows of a table of the dataset, sorted.
func expected(d *dataset.Dataset, name string) []string {
	table, _ := schemas.Lookup(name)
	records, _ := d.Table(name)
	var rows []string
	for i := range records.Len() {
		var row []string
		for k, value := range records.Values(i) {
			row = append(row, records.Columns[k]+"="+normal(table.Columns[k], dataset.Text(value)))
		}
		rows = append(rows, strings.Join(row, "\n"))
	}
	slices.Sort(rows)
	return rows
}

func compare(t *testing.T, name string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d rows in the graph, %d in the dataset", name, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%s, row %d\n got %q\nwant %q", name, i, got[i], want[i])
			return
		}
	}
}

func TestEveryCellIsInTheGraph(t *testing.T) {
	d := full(t)
	read := 0
	for name, shapes := range map[string][]shape{"fwci-2210": frameworkShapes, "crosswalk": crosswalkShapes, "source-lines": lineShapes, "nice": niceShapes, "dcwf": dcwfShapes} {
		x := indexed(t, graph(t, name))
		if name == "crosswalk" {
			x = indexed(t, append(slices.Clone(graph(t, "fwci-2210")), graph(t, name)...))
		}
		for _, s := range shapes {
			x, want := x, expected(d, s.table)
			if s.table == "competency_bands" {
				x = bandCells(t, x)
			}
			if s.table == "crosswalk_unmatched" {
				want = slices.DeleteFunc(want, func(row string) bool { return strings.Contains(row, "=UnspecifiedMatching") })
			}
			if len(want) == 0 {
				t.Errorf("%s is empty; nothing is compared", s.table)
			}
			compare(t, s.table, readBack(x, s), want)
			read++
		}
	}
	// TestProvenanceIsInTheGraph reads provenance, TestStatementsOfRolesAreInTheGraph those of roles, areas and tasks.
	// Places in sources that are no texts are in the tables alone.
	if tables := len(d.Tables()); read != tables-6 {
		t.Errorf("%d of %d tables read; all but six are expected", read, tables)
	}
}

// What links work roles and areas to statements is what the tables of these links hold.
func TestStatementsOfRolesAreInTheGraph(t *testing.T) {
	d := full(t)
	x := indexed(t, append(slices.Clone(graph(t, "nice")), graph(t, "dcwf")...))
	links := func(predicate string, of func(subject string) bool) []string {
		var pairs []string
		for subject := range x {
			if of(subject) {
				for _, object := range x.of(subject, fwci+predicate) {
					pairs = append(pairs, role(x, subject)+"|"+tail(object))
				}
			}
		}
		slices.Sort(pairs)
		return pairs
	}
	below := func(part string) func(string) bool {
		return func(subject string) bool { return strings.Contains(subject, part) }
	}
	compare(t, "nice_work_role_statements", links("statement", below("/nice/")), slices.Sorted(slices.Values(slices.Concat(keysOf(d, "nice_work_role_statements", nil), keysOf(d, "nice_area_statements", nil)))))
	for property, requirement := range map[string]string{"coreStatement": "core", "additionalStatement": "additional", "unmarkedStatement": "unmarked"} {
		compare(t, property, links(property, below("/dcwf/")), keysOf(d, "dcwf_work_role_statements", func(r dataset.Row) bool { return r.Text("requirement") == requirement }))
	}
	var aligned []string
	for subject := range x.a(fwci + "TaskAlignment") {
		for _, object := range x.of(subject, fwci+"statement") {
			aligned = append(aligned, decoded(x.of(subject, fwci+"workRole"))+"|"+decoded(x.of(subject, fwci+"niceTask"))+"|"+tail(object))
		}
	}
	slices.Sort(aligned)
	compare(t, "nice_task_alignments", aligned, keysOf(d, "nice_task_alignments", nil))
}

// keysOf returns the keys of the records of a table that are wanted, sorted.
func keysOf(d *dataset.Dataset, name string, wanted func(dataset.Row) bool) []string {
	table, _ := schemas.Lookup(name)
	records, _ := d.Table(name)
	var keys []string
	for i := range records.Len() {
		if wanted == nil || wanted(records.Row(i)) {
			keys = append(keys, records.Key(i, table.PrimaryKey))
		}
	}
	slices.Sort(keys)
	return keys
}

// Provenance leads every record to the same passages as the table.
func TestProvenanceIsInTheGraph(t *testing.T) {
	d := full(t)
	x, lines := indexed(t, graph(t, "fwci-2210")), indexed(t, graph(t, "source-lines"))
	stated := map[string]bool{}
	for _, subject := range slices.Sorted(maps.Keys(x)) {
		for _, passage := range x.of(subject, prov+"wasDerivedFrom") {
			if !strings.Contains(passage, "#") {
				continue
			}
			document, _, _ := strings.Cut(passage, "#")
			source, start, end := tail(document), decoded(lines.of(passage, fwci+"lineStart")), decoded(lines.of(passage, fwci+"lineEnd"))
			if start+end == "" {
				start = decoded(lines.of(passage, fwci+"lineNumber"))
				end = start
			}
			stated[subject+" "+source+" "+start+" "+end] = true
		}
	}
	expected, cells := map[string]bool{}, cellPassages(t, d, x)
	b := &builder{given: given{d: d}, iris: map[string]map[string]string{}}
	for _, p := range d.Provenance {
		lines := fmt.Sprintf(" %s %d %d", p.SourceID, p.LineStart, p.LineEnd)
		keys := strings.Split(p.RecordKey, "|")
		switch p.TableName {
		case "competency_rankings":
			for _, r := range d.CompetencyRankings {
				if r.ScopeID == keys[0] && r.CompetencyID == keys[1] && r.CurrentRank != nil {
					expected["<"+b.iri(p.TableName, append(keys, "current")...)+">"+lines] = true
				}
				if r.ScopeID == keys[0] && r.CompetencyID == keys[1] && r.FutureRank != nil {
					expected["<"+b.iri(p.TableName, append(keys, "future")...)+">"+lines] = true
				}
			}
		case "competency_bands":
			expected[cells[p.RecordKey]+lines] = true
		case "esco_occupation_skills":
			for subject := range x.a(escoType + "AssociationObject") {
				if uri(escoType+"isAssociationFor")(x, subject) == keys[0] && uri(escoType+"target")(x, subject) == keys[1] && decoded(x.of(subject, dcterms+"type")) == keys[2]+"-skill" {
					expected[subject+lines] = true
				}
			}
		case "esco_occupations", "esco_skills":
			record := base + "record/" + p.TableName + "/" + naming.Digest(p.RecordKey, digestLength)
			if topic := x.of("<"+record+">", foaf+"primaryTopic"); len(topic) != 1 || whole(x, topic[0]) != keys[0] {
				t.Errorf("the record of %s is about %q", keys[0], topic)
			}
			expected["<"+record+">"+lines] = true
		default:
			expected["<"+b.iri(p.TableName, keys...)+">"+lines] = true
		}
	}
	if len(d.Provenance) < 2000 || len(expected) < 1800 {
		t.Errorf("%d passages of records, %d of nodes; counted about 2,100 and, with the cells of a row in one, 1,800", len(d.Provenance), len(expected))
	}
	for line := range expected {
		if !stated[line] {
			t.Errorf("not in the graph: %s", line)
		}
	}
	for line := range stated {
		if !expected[line] {
			t.Errorf("only in the graph: %s", line)
		}
	}
}

// Beside each node of a list, of a cell and of a mapping is the plain link.
func TestPlainLinks(t *testing.T) {
	d := full(t)
	x, crosswalk := indexed(t, graph(t, "fwci-2210")), indexed(t, graph(t, "crosswalk"))
	want := map[string]map[[2]string]bool{}
	link := func(predicate, subject, object string) {
		if want[predicate] == nil {
			want[predicate] = map[[2]string]bool{}
		}
		want[predicate][[2]string{"<" + subject + ">", "<" + object + ">"}] = true
	}
	for _, r := range d.ProfileCompetencies {
		link(schema+"skills", base+"profile/"+r.ProfileID, base+"competency/"+r.CompetencyID)
	}
	for _, r := range d.ProfileTasks {
		link(fwci+"importantTask", base+"profile/"+r.ProfileID, base+"task/"+r.TaskID)
	}
	for _, r := range d.CompetencyBands {
		if r.Important {
			link(fwci+"importantAtBand", base+"competency/"+r.CompetencyID, base+"band/"+r.BandID)
		}
		if r.ScopeID != "all" {
			link(skos+"member", base+"cluster/"+r.ScopeID, base+"competency/"+r.CompetencyID)
		}
	}
	for _, r := range d.Competencies {
		link(skos+"member", base+"kind/"+r.Kind, base+"competency/"+r.CompetencyID)
	}
	for _, r := range d.ESCOOccupationSkills {
		link(map[string]string{"essential": escoType + "relatedEssentialSkill", "optional": escoType + "relatedOptionalSkill"}[r.Relation], r.OccupationURI, r.SkillURI)
	}
	for _, r := range d.CompetencySkill {
		link(skos+r.Predicate, base+"competency/"+r.CompetencyID, r.SkillURI)
	}
	for _, r := range d.ProfileOccupation {
		link(skos+r.Predicate, base+"profile/"+r.ProfileID, r.OccupationURI)
	}
	for _, r := range d.TitleProfile {
		link(skos+r.Predicate, base+"title/"+r.TitleID, base+"profile/"+r.ProfileID)
	}
	for _, r := range d.TaskNICE {
		link(skos+r.Predicate, base+"task/"+r.TaskID, base+"nice/"+r.StatementID)
	}
	for _, r := range d.TaskDCWF {
		link(skos+r.Predicate, base+"task/"+r.TaskID, base+"dcwf/"+r.StatementID)
	}
	for _, r := range d.CompetencyNICE {
		link(skos+r.Predicate, base+"competency/"+r.CompetencyID, base+"nice/"+r.ObjectID)
	}
	for _, r := range d.ProfileWorkRole {
		link(skos+r.Predicate, base+"profile/"+r.ProfileID, base+"nice/"+r.WorkRoleID)
	}
	for _, r := range d.WorkRoleOccupation {
		link(skos+r.Predicate, base+"nice/"+r.WorkRoleID, r.OccupationURI)
	}
	if labels := x.relation(skos + "altLabel"); len(labels) != len(d.CompetencyAliases) {
		t.Errorf("%d alternative labels, want %d", len(labels), len(d.CompetencyAliases))
	}
	if len(want) < 7 {
		t.Errorf("%d kinds of links", len(want))
	}
	for predicate, pairs := range want {
		got := x.relation(predicate)
		for pair := range crosswalk.relation(predicate) {
			got[pair] = true
		}
		for pair := range pairs {
			if !got[pair] {
				t.Errorf("no link %s %v", predicate, pair)
			}
		}
		if len(got) != len(pairs) {
			t.Errorf("%s: %d links, want %d", predicate, len(got), len(pairs))
		}
	}
}

// The comparison above sees a cell that differs and a row that is missing.
func TestReadBackSeesDifferences(t *testing.T) {
	x := indexed(t, graph(t, "fwci-2210"))
	memory := "<" + base + "competency/memory>"
	s := frameworkShapes[5]
	before := readBack(x, s)
	x[memory]["<"+schema+"position>"] = []string{`"999"^^<` + xsd + `integer>`}
	if slices.Equal(before, readBack(x, s)) {
		t.Error("a changed position is not seen")
	}
	cells := readBack(bandCells(t, x), frameworkShapes[7])
	row := wholeRow(t, x)
	for _, predicate := range []string{"importantBand", "otherBand", "marker"} {
		key := "<" + fwci + predicate + ">"
		kept := x[row][key]
		delete(x[row], key)
		if slices.Equal(cells, readBack(bandCells(t, x), frameworkShapes[7])) {
			t.Errorf("a row without its %s is not seen", predicate)
		}
		x[row][key] = kept
	}
	delete(x, memory)
	if len(readBack(x, s)) != len(before)-1 {
		t.Error("a missing row is not seen")
	}
}

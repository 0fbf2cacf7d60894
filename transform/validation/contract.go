package validation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// identifiers checks that identifiers follow from names and statements as the contract says.
func (c *checker) identifiers() {
	slug := func(table, id, name string) {
		if naming.Slug(name) != id || naming.Name(name) != name {
			c.fail(table, id, "name", "identifier", "the identifier is not the slug of the name %q (%s)", name, naming.Slug(naming.Name(name)))
		}
	}
	for _, r := range c.set.Competencies {
		slug("competencies", r.CompetencyID, r.Name)
	}
	for _, r := range c.set.Clusters {
		slug("clusters", r.ClusterID, r.Name)
	}
	for _, r := range c.set.Profiles {
		slug("profiles", strings.TrimPrefix(r.ProfileID, "all-"), r.Name)
	}
	for _, r := range c.set.SeriesTitles {
		if prefix := r.Series + "-"; strings.HasPrefix(naming.TitleID(r.Series, r.Title), prefix) && !strings.HasPrefix(r.TitleID, prefix) {
			c.fail("series_titles", r.TitleID, "title_id", "identifier", "the identifier of a title of series %s; expected it to begin with %s", r.Series, prefix)
		}
	}
	for _, r := range c.set.Tasks {
		if naming.Task(r.Statement) != r.TaskID {
			c.fail("tasks", r.TaskID, "statement", "identifier", "the identifier is not that of the statement, %s", naming.Task(r.Statement))
		}
	}
}

// rankings checks that the ranks of each scope and horizon are a permutation of 1 to n, and that the
// change is current less future.
func (c *checker) rankings() {
	ranks := map[string][]int{}
	var order []string
	for _, r := range c.set.CompetencyRankings {
		key := r.ScopeID + "|" + r.CompetencyID
		for horizon, rank := range map[string]*int{"current": r.CurrentRank, "future": r.FutureRank} {
			if rank == nil {
				continue
			}
			at := r.ScopeID + " " + horizon
			if ranks[at] == nil {
				order = append(order, at)
			}
			ranks[at] = append(ranks[at], *rank)
		}
		both := r.CurrentRank != nil && r.FutureRank != nil
		if both != (r.RankChange != nil) || (both && *r.RankChange != *r.CurrentRank-*r.FutureRank) {
			c.fail("competency_rankings", key, "rank_change", "ranking", "the change is not current_rank less future_rank, null where either is null")
		}
		if want := r.Direction(); (want == nil) != (r.Trend == nil) || want != nil && *want != *r.Trend {
			c.fail("competency_rankings", key, "trend", "ranking", "the trend is not the one that the ranks give")
		}
	}
	slices.Sort(order)
	for _, at := range order {
		slices.Sort(ranks[at])
		for i, rank := range ranks[at] {
			if rank != i+1 {
				c.fail("competency_rankings", "", "", "ranking", "the ranks of %s are not a permutation of 1 to %d: rank %d is where %d is expected", at, len(ranks[at]), rank, i+1)
				break
			}
		}
	}
}

// bands checks that a table of bands has each competency at each of its bands, and that marks agree with
// importance.
func (c *checker) bands() {
	perScope := map[string]map[string]bool{}
	perRow := map[string]int{}
	for _, b := range c.set.CompetencyBands {
		if perScope[b.ScopeID] == nil {
			perScope[b.ScopeID] = map[string]bool{}
		}
		perScope[b.ScopeID][b.BandID] = true
		perRow[b.ScopeID+"|"+b.CompetencyID]++
		key := b.ScopeID + "|" + b.CompetencyID + "|" + b.BandID
		if marked := b.Marker != nil && *b.Marker == "X"; b.ScopeID != "all" && marked != b.Important {
			c.fail("competency_bands", key, "important", "band", "important is %t and the marker is %q", b.Important, dataset.OrEmpty(b.Marker))
		}
	}
	for _, b := range c.set.CompetencyBands {
		row := b.ScopeID + "|" + b.CompetencyID
		if n, ok := perRow[row]; ok && n != len(perScope[b.ScopeID]) {
			c.fail("competency_bands", row+"|"+b.BandID, "", "band", "%d bands of %d", n, len(perScope[b.ScopeID]))
			delete(perRow, row)
		}
	}
}

// notes checks that what has a note is marked for one.
func (c *checker) notes() {
	marked := map[string]bool{}
	for _, b := range c.set.CompetencyBands {
		marked[b.ScopeID+"|"+b.CompetencyID+"|"+b.BandID] = b.Marker != nil && strings.Contains(*b.Marker, "*")
	}
	for _, n := range c.set.CompetencyBandNotes {
		if key := n.ScopeID + "|" + n.CompetencyID + "|" + n.BandID; !marked[key] {
			c.fail("competency_band_notes", key, "note", "band", "the cell is not marked with asterisks")
		}
	}
}

// coverage checks, for each kind of mapping, that each subject that owes one is mapped or listed as unmatched,
// not both.
func (c *checker) coverage() {
	unmatched := map[[3]string]bool{}
	for _, u := range c.set.Unmatched {
		unmatched[[3]string{u.SubjectTable, u.Target, u.SubjectID}] = true
		if !slices.Contains(crosswalk.SubjectTables(), u.SubjectTable) || !c.known[u.SubjectTable][u.SubjectID] {
			c.fail("crosswalk_unmatched", u.SubjectTable+"|"+u.SubjectID+"|"+u.Target, "subject_id", "coverage", "no such record in %s", u.SubjectTable)
		}
	}
	for _, k := range crosswalk.Present(c.set) {
		mapped := map[string]bool{}
		for _, m := range k.Rows(c.set) {
			at := [3]string{k.Subjects, k.Target(), m.Subject}
			if unmatched[at] && !mapped[m.Subject] {
				c.fail("crosswalk_unmatched", k.Subjects+"|"+m.Subject+"|"+k.Target(), "", "coverage", "the subject has a mapping and is listed as unmatched")
			}
			mapped[m.Subject] = true
		}
		for _, id := range k.Owing(c.set) {
			if !mapped[id] && !unmatched[[3]string{k.Subjects, k.Target(), id}] {
				c.fail(k.Subjects, id, "", "coverage", "neither a mapping nor a row in crosswalk_unmatched")
			}
		}
	}
}

// recommendations checks that the recommended mapping of each subject is the one that the rule gives.
func (c *checker) recommendations() {
	for _, k := range crosswalk.Present(c.set) {
		rows := k.Rows(c.set)
		best := crosswalk.Recommended(rows)
		for i, r := range rows {
			first, ok := best[r.Subject]
			if want := ok && first == i; r.Recommended != want {
				c.fail(k.Table(), c.keysOf[k.Table()][i], "recommended", "recommendation", "recommended is %t; expected %t: the exact before the close, then the highest confidence, then the first object", r.Recommended, want)
			}
		}
	}
}

// traced are the tables whose records are read from a source.
var traced = []string{
	"bands", "scopes", "clusters", "cluster_work_types", "competencies", "competency_aliases", "competency_bands", "competency_band_notes",
	"competency_rankings", "profiles", "profile_competencies", "tasks", "profile_tasks", "handbook_sections", "series_titles",
	"series_qualifications", "series_duties", "series_page_facts", "source_references",
}

// located are the tables whose records are read from a source that is not a text, and have places of their own. The
// statements of work roles are at the places of their roles.
var located = []string{
	"nice_categories", "nice_work_roles", "nice_competency_areas", "nice_statements", "nice_area_statements", "nice_task_alignments",
	"dcwf_elements", "dcwf_work_roles", "dcwf_statements",
}

// locators checks that the places in sources that are not texts are those of records that exist, and that each
// record of such a source has one.
func (c *checker) locators() {
	texts := map[string]bool{}
	for _, d := range c.set.SourceDocuments {
		texts[d.SourceID] = d.Lines != nil
	}
	has := map[string]map[string]bool{}
	for i, l := range c.set.Locators {
		if has[l.TableName] == nil {
			has[l.TableName] = map[string]bool{}
		}
		has[l.TableName][l.RecordKey] = true
		if !c.known[l.TableName][l.RecordKey] {
			c.fail("provenance_locators", c.keysOf["provenance_locators"][i], "record_key", "provenance", "no such record in %s", l.TableName)
		}
		if texts[l.SourceID] {
			c.fail("provenance_locators", c.keysOf["provenance_locators"][i], "source_id", "provenance", "the source is a text; expected its lines in provenance")
		}
	}
	for _, name := range located {
		for _, key := range c.keysOf[name] {
			if !has[name][key] {
				c.fail(name, key, "", "provenance", "the record has no provenance")
			}
		}
	}
}

// lines checks that the lines of each source are classified once, in order.
func (c *checker) lines() {
	last := map[string]int{}
	for _, l := range c.set.SourceLines {
		if last[l.SourceID]++; l.Line != last[l.SourceID] {
			c.fail("source_lines", l.SourceID+"|"+strconv.Itoa(l.Line), "line", "source-lines", "the line is %d; expected %d, each line once", l.Line, last[l.SourceID])
		}
	}
	for _, d := range c.set.SourceDocuments {
		if lines := dataset.OrZero(d.Lines); last[d.SourceID] != lines {
			c.fail("source_documents", d.SourceID, "lines", "source-lines", "%d of %d lines are classified", last[d.SourceID], lines)
		}
	}
	c.provenance(last)
	c.locators()
}

// provenance checks that provenance points to records and lines that exist, and that each record read from
// a source has provenance. last has the number of lines of each source.
func (c *checker) provenance(last map[string]int) {
	type record struct{ table, key string }
	has := map[record]bool{}
	for i, p := range c.set.Provenance {
		has[record{p.TableName, p.RecordKey}] = true
		if !c.known[p.TableName][p.RecordKey] {
			c.fail("provenance", c.keysOf["provenance"][i], "record_key", "provenance", "no such record in %s", p.TableName)
		}
		if p.LineStart > p.LineEnd || p.LineEnd > last[p.SourceID] {
			c.fail("provenance", c.keysOf["provenance"][i], "line_end", "provenance", "lines %d to %d of a source with %d lines", p.LineStart, p.LineEnd, last[p.SourceID])
		}
	}
	need := func(table, key string) {
		if at := (record{table, key}); !has[at] {
			has[at] = true // said once
			c.fail(table, key, "", "provenance", "the record has no provenance")
		}
	}
	for _, name := range traced {
		for _, key := range c.keysOf[name] {
			need(name, key)
		}
	}
	// Of the ESCO concepts and relations, those that a page prints; the others are known from mappings or from
	// a download, which has no lines.
	printed := map[string]bool{}
	for _, o := range c.set.ESCOOccupations {
		if o.SourceID != nil {
			printed[o.OccupationURI] = true
			need("esco_occupations", o.OccupationURI)
		}
	}
	for i, r := range c.set.ESCOOccupationSkills {
		if printed[r.OccupationURI] {
			need("esco_occupation_skills", c.keysOf["esco_occupation_skills"][i])
			need("esco_skills", r.SkillURI)
		}
	}
}

package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// tableRules compare the handbook's tables with one another.
var tableRules = []Rule{
	{"rank-sequence", Error, "a rank that is missing or given twice in a ranking", (*review).rankSequence},
	{"undefined-competency", Warning, "a competency that a table names and no definition explains", (*review).undefined},
	{"unused-competency", Info, "a competency that is defined and that no table names", (*review).unused},
	{"listed-not-used", Warning, "a competency of the Competency List that no other table names", (*review).listedNotUsed},
	{"used-not-listed", Info, "a competency that another table names and the Competency List leaves out", (*review).usedNotListed},
	{"band-gap", Warning, "a competency that is important at a band and not at a higher one, without a footnote that says why", (*review).bandGap},
	{"marker-without-note", Warning, "a marked cell that no footnote explains", (*review).markerWithoutNote},
	{"ranked-not-banded", Info, "a competency that is ranked for a scope and not in the scope's table of bands", (*review).rankedNotBanded},
	{"profile-beyond-cluster", Info, "a competency that a specialty's profile names and its cluster's table of bands does not", (*review).profileBeyondCluster},
	{"kind-conflict", Warning, "a competency that is named as general and as technical", (*review).kindConflict},
}

func (r *review) rankSequence() {
	type horizon struct{ scope, name string }
	ranks := map[horizon]map[int][]string{}
	var order []horizon
	lines := map[string]source.Span{} // of a scope's ranking
	note := func(scope, name string, rank *int, id string) {
		if rank == nil {
			return
		}
		h := horizon{scope, name}
		if ranks[h] == nil {
			ranks[h] = map[int][]string{}
			order = append(order, h)
		}
		ranks[h][*rank] = append(ranks[h][*rank], id)
	}
	for _, c := range r.set.CompetencyRankings {
		row := r.traces[recordKey{"competency_rankings", c.ScopeID + "|" + c.CompetencyID}]
		lines[c.ScopeID] = lines[c.ScopeID].Join(source.Span{Start: row.LineStart, End: row.LineEnd})
		note(c.ScopeID, "current", c.CurrentRank, c.CompetencyID)
		note(c.ScopeID, "future", c.FutureRank, c.CompetencyID)
	}
	for _, h := range order {
		n := 0
		for _, ids := range ranks[h] {
			n += len(ids)
		}
		for rank := 1; rank <= n; rank++ {
			if ids := ranks[h][rank]; len(ids) == 0 {
				r.at(r.handbook, lines[h.scope], "scopes", h.scope, "The %s ranking of %s has %d competencies and no rank %d.", h.name, r.scopeName(h.scope), n, rank)
			} else if len(ids) > 1 {
				r.record("competency_rankings", h.scope+"|"+ids[1], "The %s ranking of %s gives rank %d to %s.", h.name, r.scopeName(h.scope), rank, r.list(ids))
			}
		}
	}
}

// list names competencies in a sentence.
func (r *review) list(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = "“" + r.names[id] + "”"
	}
	return series(names)
}

// series joins names in a sentence: "a", "a and b", "a, b and c".
func series(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// uses counts, for each competency, the tables other than the Competency List that name it.
func (r *review) uses() map[string][]string {
	uses := map[string][]string{}
	add := func(id, where string) {
		if !slices.Contains(uses[id], where) {
			uses[id] = append(uses[id], where)
		}
	}
	for _, b := range r.set.CompetencyBands {
		add(b.CompetencyID, "band tables")
	}
	for _, k := range r.set.CompetencyRankings {
		add(k.CompetencyID, "rankings")
	}
	for _, p := range r.set.ProfileCompetencies {
		add(p.CompetencyID, "profiles")
	}
	return uses
}

func (r *review) undefined() {
	uses := r.uses()
	for _, c := range r.set.Competencies {
		if c.Definition == nil {
			where := append([]string(nil), uses[c.CompetencyID]...)
			if c.Listed {
				where = append(where, "the Competency List")
			}
			r.record("competencies", c.CompetencyID, "“%s” is named in %s, but the handbook does not define it.", c.Name, series(where))
		}
	}
}

func (r *review) unused() {
	uses := r.uses()
	for _, c := range r.set.Competencies {
		if c.Definition != nil && len(uses[c.CompetencyID]) == 0 && !c.Listed {
			r.record("competencies", c.CompetencyID, "“%s” is defined, but no list, band table, ranking or profile names it.", c.Name)
		}
	}
}

func (r *review) listedNotUsed() {
	uses := r.uses()
	for _, c := range r.set.Competencies {
		if c.Listed && len(uses[c.CompetencyID]) == 0 {
			r.record("competencies", c.CompetencyID, "“%s” is in the Competency List, but no band table, ranking or profile names it.", c.Name)
		}
	}
}

func (r *review) usedNotListed() {
	uses := r.uses()
	for _, c := range r.set.Competencies {
		if !c.Listed && len(uses[c.CompetencyID]) > 0 {
			r.record("competencies", c.CompetencyID, "“%s” is named in %s, but the Competency List of what is important in one or more specialties leaves it out.",
				c.Name, series(uses[c.CompetencyID]))
		}
	}
}

func (r *review) bandGap() {
	position := map[string]int{}
	name := map[string]string{}
	for _, b := range r.set.Bands {
		position[b.BandID], name[b.BandID] = b.Position, b.Name
	}
	type cell struct{ scope, competency string }
	lowest := map[cell]string{}
	for _, b := range r.set.CompetencyBands {
		at := cell{b.ScopeID, b.CompetencyID}
		if low, ok := lowest[at]; b.Important && (!ok || position[b.BandID] < position[low]) {
			lowest[at] = b.BandID
		}
	}
	for _, b := range r.set.CompetencyBands {
		low, ok := lowest[cell{b.ScopeID, b.CompetencyID}]
		if !b.Important && b.Marker == nil && ok && position[low] < position[b.BandID] {
			r.record("competency_bands", cellKey(b), "“%s” is important at %s and not at %s for %s, and no footnote says why.",
				r.names[b.CompetencyID], name[low], name[b.BandID], r.scopeName(b.ScopeID))
		}
	}
}

func cellKey(b dataset.CompetencyBand) string {
	return fmt.Sprintf("%s|%s|%s", b.ScopeID, b.CompetencyID, b.BandID)
}

func (r *review) markerWithoutNote() {
	noted := map[string]bool{}
	for _, n := range r.set.CompetencyBandNotes {
		noted[fmt.Sprintf("%s|%s|%s", n.ScopeID, n.CompetencyID, n.BandID)] = true
	}
	for _, b := range r.set.CompetencyBands {
		if b.Marker != nil && strings.Contains(*b.Marker, "*") && !noted[cellKey(b)] {
			r.record("competency_bands", cellKey(b), "The cell of “%s” is marked %s, and no footnote of the table names the competency.", r.names[b.CompetencyID], *b.Marker)
		}
	}
}

func (r *review) rankedNotBanded() {
	banded := map[string]bool{}
	for _, b := range r.set.CompetencyBands {
		banded[b.ScopeID+"|"+b.CompetencyID] = true
	}
	for _, k := range r.set.CompetencyRankings {
		if at := k.ScopeID + "|" + k.CompetencyID; !banded[at] {
			r.record("competency_rankings", at, "“%s” is ranked for %s, but the table of important competencies by band does not name it.", r.names[k.CompetencyID], r.scopeName(k.ScopeID))
		}
	}
}

func (r *review) profileBeyondCluster() {
	banded := map[string]bool{}
	for _, b := range r.set.CompetencyBands {
		banded[b.ScopeID+"|"+b.CompetencyID] = true
	}
	profiles := map[string]dataset.Profile{}
	for _, p := range r.set.Profiles {
		profiles[p.ProfileID] = p
	}
	for _, pc := range r.set.ProfileCompetencies {
		p := profiles[pc.ProfileID]
		if p.ClusterID != nil && !banded[*p.ClusterID+"|"+pc.CompetencyID] {
			r.record("profile_competencies", pc.ProfileID+"|"+pc.CompetencyID, "“%s” is important for %s, but the table of its cluster, %s, does not name it at any band.",
				r.names[pc.CompetencyID], p.Name, r.scopeName(*p.ClusterID))
		}
	}
}

func (r *review) kindConflict() {
	kinds := map[string]string{}
	for _, c := range r.set.Competencies {
		kinds[c.CompetencyID] = c.Kind
	}
	for _, k := range r.set.CompetencyRankings {
		kind := "technical"
		if k.ScopeID == "all" {
			kind = "general"
		}
		if kinds[k.CompetencyID] != kind {
			r.record("competency_rankings", k.ScopeID+"|"+k.CompetencyID, "“%s” is a %s competency by its definition, but is ranked among the %s ones.", r.names[k.CompetencyID], kinds[k.CompetencyID], kind)
		}
	}
	for _, b := range r.set.CompetencyBands {
		if (b.ScopeID == "all") != (kinds[b.CompetencyID] == "general") {
			r.record("competency_bands", cellKey(b), "“%s” is a %s competency by its definition, but is in the other kind's table of bands.", r.names[b.CompetencyID], kinds[b.CompetencyID])
		}
	}
}

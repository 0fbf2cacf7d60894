package cfpackage

import (
	"fmt"
	"strconv"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// A term is an item type or a grouping of associations: part of its IRI, title, description.
type term struct{ id, title, description string }

// The types of items.
var (
	groupType      = term{"group", "Group", "A heading of the framework that only groups what is under it."}
	generalType    = term{"general-competency", "General Competency", "A competency that matters for all work of the series."}
	technicalType  = term{"technical-competency", "Technical Competency", "A competency that matters for technical work of the series."}
	clusterType    = term{"cluster", "Cluster", "A cluster of related work of the series."}
	profileType    = term{"occupational-profile", "Occupational Profile", "A profile of the important competencies and tasks of all work of the series or of one specialty."}
	generalTask    = term{"general-task", "General Task", "A task that the profile of all work of the series names."}
	technicalTask  = term{"technical-task", "Technical Task", "A task that the profile of a specialty names."}
	competencyKind = map[string]term{"general": generalType, "technical": technicalType}
	taskKind       = map[string]term{"general": generalTask, "technical": technicalTask}
)

// required is the grouping of the associations that cross the tree; those of the tree, isChildOf, need none.
var required = term{"profile-competencies", "Competencies of a profile", "The important competencies of an occupational profile, in the handbook's order."}

// groups are the headings over the competencies, by their kind.
var groups = map[string]term{
	"general":   {"general-competencies", "General Competencies", ""},
	"technical": {"technical-competencies", "Technical Competencies", ""},
}

func (w *writer) definitions() definitions {
	var d definitions
	if w.license != nil {
		l := w.d.Info.License
		d.Licenses = []license{{w.license.Identifier, l.URL, l.Title, l.Title + ", " + l.URL, w.document.LastChange}}
	}
	for i, t := range []term{groupType, generalType, technicalType, clusterType, profileType, generalTask, technicalTask} {
		l := w.itemType(t)
		d.ItemTypes = append(d.ItemTypes, itemType{l.Identifier, l.URI, t.title, t.description, strconv.Itoa(i + 1), w.document.LastChange})
	}
	l := w.grouping(required)
	d.Groupings = []grouping{{l.Identifier, l.URI, required.title, required.description, w.document.LastChange}}
	return d
}

func (w *writer) itemType(t term) link { return w.link("item-type/", t) }

func (w *writer) grouping(t term) link { return w.link("association-grouping/", t) }

func (w *writer) link(folder string, t term) link {
	iri := w.own(folder + t.id)
	return link{Title: t.title, Identifier: identifier(iri), URI: iri}
}

// items makes the CFItems: headings, clusters, competencies, profiles, tasks. Where the handbook defines
// a thing the definition is the statement and the name its short form; where it does not, the name is all.
func (w *writer) items() {
	for _, kind := range []string{"general", "technical"} {
		w.item(w.own("group/"+groups[kind].id), groupType, groups[kind].title, nil, nil, nil)
	}
	for _, c := range w.d.Clusters {
		printed := c.Name + ": " + c.Definition // as the handbook prints it; the definition goes on from the name
		w.item(w.iri("clusters", c.ClusterID), clusterType, c.Name, &printed, &c.ProfileSummary, nil)
	}
	keywords := map[string][]string{}
	for _, a := range w.d.CompetencyAliases {
		keywords[a.CompetencyID] = append(keywords[a.CompetencyID], a.Alias)
	}
	for _, c := range w.d.Competencies {
		w.item(w.iri("competencies", c.CompetencyID), competencyKind[c.Kind], c.Name, c.Definition, c.Note, keywords[c.CompetencyID])
	}
	for _, p := range w.d.Profiles {
		w.item(w.iri("profiles", p.ProfileID), profileType, p.Name, nil, p.Summary, nil)
	}
	for _, t := range w.d.Tasks {
		w.item(w.iri("tasks", t.TaskID), taskKind[t.Kind], t.Statement, nil, nil, nil)
	}
}

func (w *writer) item(iri string, kind term, name string, statement, notes *string, keywords []string) {
	i := item{
		Identifier: identifier(iri), Statement: name, Type: kind.title, URI: iri, Keywords: keywords,
		TypeURI: w.itemType(kind), LastChange: w.changed,
	}
	if statement != nil {
		i.Statement, i.Abbreviated = *statement, name
	}
	if notes != nil {
		i.Notes = *notes
	}
	w.made = append(w.made, i)
	w.nodes[iri] = link{Title: name, Identifier: i.Identifier, URI: iri}
}

// associations makes the CFAssociations. An item may be under several others, as the tasks that several
// profiles share do; sequenceNumber is its place under each.
func (w *writer) associations() {
	root := w.d.Info.Base
	for i, kind := range []string{"general", "technical"} {
		w.relate("isChildOf", w.own("group/"+groups[kind].id), root, i+1, nil)
	}
	for _, c := range w.d.Clusters {
		w.relate("isChildOf", w.iri("clusters", c.ClusterID), root, 2+c.Position, nil)
	}
	for _, c := range w.d.Competencies {
		w.relate("isChildOf", w.iri("competencies", c.CompetencyID), w.own("group/"+groups[c.Kind].id), c.Position, nil)
	}
	for _, p := range w.d.Profiles {
		w.relate("isChildOf", w.iri("profiles", p.ProfileID), w.parent(p), w.place(p), nil)
	}
	for _, r := range w.d.ProfileTasks {
		w.relate("isChildOf", w.iri("tasks", r.TaskID), w.iri("profiles", r.ProfileID), r.Position, nil)
	}
	for _, r := range w.d.ProfileCompetencies {
		w.relate("isPartOf", w.iri("competencies", r.CompetencyID), w.iri("profiles", r.ProfileID), r.Position, &required)
	}
	w.exact()
}

// exact makes an association exactMatchOf to what the NICE Framework identifies, for each mapping that says that both
// mean the same. CASE has no words for weaker relations. The other end is outside of the document.
func (w *writer) exact() {
	labels := map[string]map[string]string{} // of the records of a table
	for _, k := range crosswalk.Present(w.d) {
		for _, r := range k.Rows(w.d) {
			if r.Predicate != "exactMatch" || identity.Of(r.ObjectTable).Whole != identity.NICEGraph {
				continue
			}
			if labels[r.ObjectTable] == nil {
				labels[r.ObjectTable] = identity.Labels(w.d, r.ObjectTable)
			}
			destination := w.iri(r.ObjectTable, r.Object)
			w.nodes[destination] = link{Title: labels[r.ObjectTable][r.Object], Identifier: identifier(destination), URI: destination}
			w.relate("exactMatchOf", w.iri(k.Subjects, r.Subject), destination, 0, nil)
		}
	}
}

// parent is the cluster of a specialty, and the document for the profile of all work.
func (w *writer) parent(p dataset.Profile) string {
	if p.ClusterID == nil {
		return w.d.Info.Base
	}
	return w.iri("clusters", *p.ClusterID)
}

// place puts the profiles that are directly under the document after its groups and clusters.
func (w *writer) place(p dataset.Profile) int {
	if p.ClusterID == nil {
		return len(groups) + len(w.d.Clusters) + p.Position
	}
	return p.Position
}

// relate adds an association. Its IRI comes from type and ends, so that it stays the same when rows move.
func (w *writer) relate(kind, origin, destination string, sequence int, group *term) {
	from, ok := w.nodes[origin]
	to, also := w.nodes[destination]
	if !ok || !also {
		w.problems = append(w.problems, fmt.Errorf("%s %s %s: one of the two does not exist", origin, kind, destination))
		return
	}
	id := identifier(w.own("association/") + kind + " " + origin + " " + destination)
	a := association{Identifier: id, Type: kind, Sequence: sequence, URI: w.own("association/" + id), Origin: from, Destination: to, LastChange: w.changed}
	if group != nil {
		l := w.grouping(*group)
		a.Grouping = &l
	}
	w.relations = append(w.relations, a)
}

func (w *writer) iri(table, id string) string { return identity.IRI(w.d.Info.Base, table, id) }

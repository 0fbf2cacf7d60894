package transform

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// key joins the values of a primary key as record_key gives them.
func key(values ...any) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, "|")
}

func (b *builder) profiles(d extract.Document) {
	tasks := map[string]string{} // statement by task_id
	for i, p := range d.Handbook.Profiles {
		name := naming.Name(p.Name.Value)
		record := dataset.Profile{ProfileID: naming.Slug(name), Name: name, Summary: dataset.Null(clean(p.Summary.Value)), Position: i + 1}
		if p.Whole {
			record.ProfileID = allScope + "-" + record.ProfileID
		} else {
			record.ClusterID = dataset.Null(b.scope(d, source.Text{Value: p.Cluster, Span: p.Name.Span}))
		}
		b.set.Profiles = append(b.set.Profiles, record)
		b.trace(d, "profiles", record.ProfileID, p.Name.Span, p.Summary.Span)
		for n, text := range p.Competencies {
			id := b.mention(d, p.Kind, text)
			b.set.ProfileCompetencies = append(b.set.ProfileCompetencies, dataset.ProfileCompetency{ProfileID: record.ProfileID, CompetencyID: id, Position: n + 1})
			b.trace(d, "profile_competencies", key(record.ProfileID, id), text.Span)
		}
		for n, text := range p.Tasks {
			id := b.task(d, p.Kind, text, tasks)
			b.set.ProfileTasks = append(b.set.ProfileTasks, dataset.ProfileTask{ProfileID: record.ProfileID, TaskID: id, Position: n + 1})
			b.trace(d, "profile_tasks", key(record.ProfileID, id), text.Span)
		}
	}
}

// task registers a statement and returns its identifier. A statement of several profiles is one task; it
// is general when the series-wide profile, which comes first, names it.
func (b *builder) task(d extract.Document, kind handbook.Kind, text source.Text, statements map[string]string) string {
	statement := clean(text.Value)
	id := naming.Task(statement)
	known, seen := statements[id]
	switch {
	case !seen:
		statements[id] = statement
		b.set.Tasks = append(b.set.Tasks, dataset.Task{TaskID: id, Statement: statement, Kind: string(kind)})
	case known != statement:
		b.fail(d.Path, text.Line(), "identifier", "the tasks %s and %s give one identifier, %s", source.Quote(known), source.Quote(statement), id)
	}
	b.trace(d, "tasks", id, text.Span)
	return id
}

func (b *builder) sections(d extract.Document) {
	var open []dataset.HandbookSection // the sections above the current one, by level
	seen := map[string]int{}
	for _, s := range d.Handbook.Sections {
		title := clean(s.Title.Value)
		record := dataset.HandbookSection{
			SectionID: naming.Slug(title), Level: s.Level, Title: title, TOCPage: dataset.Null(s.Page),
			LineStart: s.Extent.Start, LineEnd: s.Extent.End, Text: dataset.Null(joined(s.Prose)),
		}
		for len(open) > 0 && open[len(open)-1].Level >= s.Level {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			record.ParentID = dataset.Null(open[len(open)-1].SectionID)
		}
		if first, doubled := seen[record.SectionID]; doubled {
			b.fail(d.Path, s.Title.Line(), "identifier", "the heading %s gives the identifier of the heading at line %d", source.Quote(title), first)
			continue
		}
		seen[record.SectionID] = s.Title.Line()
		open = append(open, record)
		b.set.HandbookSections = append(b.set.HandbookSections, record)
		b.trace(d, "handbook_sections", record.SectionID, s.Extent)
	}
}

func joined(texts []source.Text) string {
	parts := make([]string, len(texts))
	for i, t := range texts {
		parts[i] = t.Value
	}
	return clean(strings.Join(parts, " "))
}

package excel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/role"
)

const (
	pathwaySheet  = "Pathways"
	pathwayHeader = 4
	stepSheet     = "Steps between bands"
)

// fillPathways shows for each specialty which others share most with it, and what one would need to learn for them.
func (b *book) fillPathways(v *view) error {
	s, err := b.open(v.name, frame{widths: []float64{30, 30, 30, 14, 14, 12, 12, 12, 100}, freezeRows: pathwayHeader, freezeCols: 2, titleRow: pathwayHeader})
	if err != nil {
		return err
	}
	specialties := slices.DeleteFunc(slices.Clone(b.data.Profiles), func(p dataset.Profile) bool { return p.ClusterID == nil })
	if len(specialties)*len(specialties)*20 > mostMarks {
		return b.withoutChoice(s) // more pairs than anybody reads
	}
	if err := s.heading(v.name, "The nearest specialty first: the one that shares the largest part of its technical competencies, then the one with more shared tasks. To learn: technical competencies that the other names and this one does not."); err != nil {
		return err
	}
	heads := styled(headerRight, headings("From", "To", "Cluster of the other", "Shared competencies", "Out of", "Share, %", "Shared tasks", "To learn", "Which to learn"), 3, 4, 5, 6, 7)
	if err := s.put(heads...); err != nil {
		return err
	}
	competencies := grouped(b.data.ProfileCompetencies, func(c dataset.ProfileCompetency) string { return c.ProfileID })
	tasks := grouped(b.data.ProfileTasks, func(t dataset.ProfileTask) string { return t.ProfileID })
	for _, from := range specialties {
		for _, to := range b.nearestTo(from, specialties, competencies, tasks) {
			v.holds++
			row := texts(from.Name, to.profile.Name, b.clusterName(to.profile))
			for _, n := range []int{to.shared, to.of, role.Percent(to.shared, to.of), to.tasks, len(to.learn)} {
				row = append(row, cell{value: n, style: integer})
			}
			if err := s.put(append(row, cell{value: strings.Join(to.learn, ", "), style: text})...); err != nil {
				return err
			}
		}
	}
	if err := s.table("view_pathways", pathwayHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

// A pathway is what lies between one specialty and another.
type pathway struct {
	profile           dataset.Profile
	shared, of, tasks int
	learn             []string
}

// nearestTo lists the other specialties, the nearest first.
func (b *book) nearestTo(from dataset.Profile, all []dataset.Profile, competencies map[string][]dataset.ProfileCompetency, tasks map[string][]dataset.ProfileTask) []pathway {
	done := ids(tasks[from.ProfileID], func(t dataset.ProfileTask) string { return t.TaskID })
	var list []pathway
	for _, other := range all {
		if other.ProfileID == from.ProfileID {
			continue
		}
		p := pathway{profile: other}
		for _, c := range competencies[other.ProfileID] {
			of := b.index.competencies[c.CompetencyID]
			if of.Kind != role.Technical {
				continue
			}
			p.of++
			if b.index.named[[2]string{from.ProfileID, c.CompetencyID}] {
				p.shared++
			} else {
				p.learn = append(p.learn, of.Name)
			}
		}
		for _, t := range tasks[other.ProfileID] {
			if done[t.TaskID] {
				p.tasks++
			}
		}
		slices.Sort(p.learn)
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(x, y pathway) int {
		return cmp.Or(cmp.Compare(y.shared*max(x.of, 1), x.shared*max(y.of, 1)), cmp.Compare(y.tasks, x.tasks))
	})
	return list
}

// fillSteps shows what is new for each profile at each band compared with the band below.
func (b *book) fillSteps(v *view) error {
	s, err := b.open(v.name, frame{widths: []float64{30, 14, 34, 14, 12, 90, 50}, freezeRows: pathwayHeader, freezeCols: 2, titleRow: pathwayHeader})
	if err != nil {
		return err
	}
	if b.working == nil {
		return b.withoutChoice(s)
	}
	if err := s.heading(v.name, "What a step from band to band adds. A band for which the handbook has no table says so: that does not mean zero. General competencies apply to every specialty; they are listed under all IT work."); err != nil {
		return err
	}
	heads := styled(headerRight, headings("Profile", "Kind", "Band", "Important", "New", "New compared with the band below", "No longer important"), 3, 4)
	if err := s.put(heads...); err != nil {
		return err
	}
	w := b.working
	for i := range b.data.Profiles {
		for _, band := range b.data.Bands {
			r, _ := w.roles.At(b.data.Profiles[i].ProfileID, band.BandID)
			kind, section := role.Technical, r.Technical
			if r.Profile.ClusterID == nil {
				kind, section = role.General, r.General
			}
			v.holds++
			if err := s.put(stepRow(w.names[i], kind, band, section)...); err != nil {
				return err
			}
		}
	}
	if err := s.table("view_steps", pathwayHeader, len(heads)); err != nil {
		return err
	}
	return s.close()
}

func stepRow(name, kind string, band dataset.Band, section role.Section) []cell {
	row := append(texts(name, kind, gradedName(band)), cell{style: integer}, cell{style: integer}, cell{style: text}, cell{style: text})
	switch {
	case !section.Covered:
		row[5].value = fmt.Sprintf("Not stated: the handbook has no table of %s competencies for this band.", kind)
		return row
	case section.Below == nil:
		row[5].value = "The first band that the table has."
	default:
		var fresh []string
		for _, n := range section.Needs {
			if n.New {
				fresh = append(fresh, n.Competency.Name)
			}
		}
		row[4].value, row[5].value, row[6].value = section.NewCount, cmp.Or(strings.Join(fresh, ", "), none), cmp.Or(leftNames(section), none)
	}
	row[3].value = len(section.Needs)
	return row
}

package excel

import (
	"fmt"
	"slices"

	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

const specialtyHeader = 4

// fillSpecialties sets the profiles side by side: a column for each, its tasks in the handbook's order.
func (b *book) fillSpecialties(v *view) error {
	profiles := b.data.Profiles
	widths := []float64{27}
	heads := headings("")
	for _, p := range profiles {
		widths = append(widths, 44)
		heads = append(heads, cell{value: b.profileHeading(p), style: header})
	}
	heads[0].value = "Profile"
	s, err := b.open(v.name, frame{widths: widths, freezeRows: specialtyHeader, freezeCols: 1, titleRow: specialtyHeader})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, "Each column is an occupational profile. Tasks are in the order in which the handbook lists them; a task's number is not a rank. The view Crosswalk has every mapping."); err != nil {
		return err
	}
	if err := s.put(heads...); err != nil {
		return err
	}
	v.holds = len(profiles)
	for _, fact := range b.profileFacts() {
		if err := s.put(b.profileRow(fact)...); err != nil {
			return err
		}
	}
	if err := b.putTasks(s); err != nil {
		return err
	}
	return s.close()
}

// A profileFact is a row of the side-by-side view.
type profileFact struct {
	name string
	of   func(dataset.Profile) cell
}

func (b *book) profileFacts() []profileFact {
	return []profileFact{
		{"Cluster", func(p dataset.Profile) cell {
			return cell{value: b.clusterName(p), style: text}
		}},
		{"General competencies", func(p dataset.Profile) cell {
			n := 0
			for id, c := range b.index.competencies {
				if c.Kind == "general" && (b.index.named[[2]string{p.ProfileID, id}] || p.ClusterID != nil && b.index.general[id]) {
					n++ // a general competency that all work names applies to every specialty
				}
			}
			return cell{value: n, style: left}
		}},
		{"Technical competencies", func(p dataset.Profile) cell {
			return cell{value: b.index.kinds[[2]string{p.ProfileID, "technical"}], style: left}
		}},
		{"Position title", b.closestTitle},
		{"The specialty …", b.occupationRelation},
		{"… this ESCO occupation, the closest", b.closestOccupation},
	}
}

// none is shown where a profile has no mapping.
const none = "none"

// closest returns the mapping that people read first, and whether there is one.
func closest(mappings []crosswalk.Row) (crosswalk.Row, bool) {
	if len(mappings) == 0 {
		return crosswalk.Row{}, false
	}
	return slices.MinFunc(mappings, crosswalk.Compare), true
}

// closestTitle names the position title with the closest mapping to a profile.
func (b *book) closestTitle(p dataset.Profile) cell {
	if m, ok := closest(b.index.titled[p.ProfileID]); ok {
		return cell{value: b.index.label(b.data, "series_titles", m.Subject), style: text}
	}
	return cell{value: none, style: text}
}

// closestOccupation names the ESCO occupation with the closest mapping from a profile.
func (b *book) closestOccupation(p dataset.Profile) cell {
	if m, ok := closest(b.index.occupied[p.ProfileID]); ok {
		return cell{value: m.ObjectLabel, style: link, link: m.Object}
	}
	return cell{value: none, style: text}
}

// occupationRelation says how the profile is to its closest ESCO occupation.
func (b *book) occupationRelation(p dataset.Profile) cell {
	if m, ok := closest(b.index.occupied[p.ProfileID]); ok {
		return cell{value: predicateWords[m.Predicate], style: text}
	}
	return cell{value: none, style: text}
}

func (b *book) profileRow(fact profileFact) []cell {
	row := []cell{{value: fact.name, style: label}}
	for _, p := range b.data.Profiles {
		row = append(row, fact.of(p))
	}
	return row
}

func (b *book) putTasks(s *sheet) error {
	tasks := map[string][]string{}
	longest := 0
	for _, t := range b.data.ProfileTasks {
		tasks[t.ProfileID] = append(tasks[t.ProfileID], b.index.tasks[t.TaskID])
		longest = max(longest, len(tasks[t.ProfileID]))
	}
	for i := range longest {
		row := []cell{{value: fmt.Sprintf("Task %d", i+1), style: label}}
		for _, p := range b.data.Profiles {
			statement := ""
			if list := tasks[p.ProfileID]; i < len(list) {
				statement = list[i]
			}
			row = append(row, texts(statement)...)
		}
		if err := s.put(row...); err != nil {
			return err
		}
	}
	return nil
}

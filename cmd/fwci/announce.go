package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/release"
	"github.com/fwci-open-data/fwci/export/word"
	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/role"
)

var announceCommand = command{
	name:  "announce",
	args:  "--profile PROFILE --grade N [--out FILE.docx] [--all] [--competency ID]... [--task ID]... [--title ID] [--raw DIR]",
	about: "write a draft of a job announcement",
	help: `
Writes a draft of a job announcement for a specialty at a grade from the tables: title,
series, ways to qualify, duties, competencies with their definitions, and a note
on assessment. With --out it is a Word file; without, text on standard output.

It names every task of the specialty and the highest-ranked competencies that are
important at the grade's career band. --all names every competency that is
important at the band; --competency and --task, each as often as you like, name
only those. Grades that belong to no career band, such as GS-8, are refused.

The handbook sets no levels of proficiency and names no method of assessment:
read the part "Before you publish" of the file.

examples:
  fwci announce --profile "Systems Administration" --grade 12 --out sysadmin.docx
  fwci announce --profile data-management --grade 9 --all
  fwci announce --profile data-management --grade 9 --competency quality-assurance`,
	prepare: func(flags *flag.FlagSet) action {
		var a announcing
		flags.StringVar(&a.profile, "profile", "", "identifier or name of the `PROFILE`")
		flags.IntVar(&a.Grade, "grade", 0, "grade `N` of the General Schedule")
		flags.StringVar(&a.out, "out", "", "Word `FILE` to write, ending in .docx")
		flags.BoolVar(&a.all, "all", false, "name every competency that is important at the band")
		flags.Var(&a.competencies, "competency", "`ID` of a competency to name; may be given several times")
		flags.Var(&a.tasks, "task", "`ID` of a task to name; may be given several times")
		flags.StringVar(&a.TitleID, "title", "", "`ID` of the position title; by default the one of the specialty")
		flags.StringVar(&a.raw, "raw", "raw", "`DIR` with sources.json and the sources")
		return func(_ context.Context, env *environment, args []string) error {
			given := false
			flags.Visit(func(f *flag.Flag) { given = given || f.Name == "grade" })
			if a.profile == "" || !given || len(args) > 0 {
				return misuse("expected --profile and --grade, and no other argument")
			}
			if a.out != "" && !strings.HasSuffix(strings.ToLower(a.out), ".docx") {
				return misuse("--out %s: expected a name that ends in .docx", a.out)
			}
			if a.all && len(a.competencies) > 0 {
				return misuse("expected --all or --competency, not both")
			}
			return a.run(env)
		}
	},
}

// announcing is one run of the command.
type announcing struct {
	announcement.Choice
	profile, out, raw   string
	all                 bool
	competencies, tasks paths
}

func (a *announcing) run(env *environment) error {
	if a.out != "" {
		if err := outside("--out", a.out, a.raw); err != nil {
			return err
		}
	}
	p := newProgress(env.err, a.out == "")
	_, set, err := load(p, a.raw)
	if err != nil {
		return err
	}
	if err := gradeOfBands(set.Bands, a.Grade); err != nil {
		return err
	}
	if a.ProfileID, err = profileNamed(set.Profiles, a.profile); err != nil {
		return err
	}
	a.Competencies, a.Tasks = a.competencies, a.tasks
	if a.all {
		a.Competencies = everyNeed(set, a.ProfileID, a.Grade)
	}
	text, err := announcement.Compose(set, a.Choice)
	if err != nil {
		return err
	}
	if a.out == "" {
		_, err := fmt.Fprint(env.out, text.Text())
		return err
	}
	data, err := word.Write(text, set.Info)
	if err != nil {
		return err
	}
	if err := a.write(data); err != nil {
		return err
	}
	p.done("wrote %s: %s, %s", a.out, naming.Counted(len(text.Tasks), "duty"), naming.Counted(len(text.General)+len(text.Technical), "competency"))
	return nil
}

// gradeOfBands refuses a grade below or above all bands; one between two bands is for Compose to explain.
func gradeOfBands(bands []dataset.Band, grade int) error {
	grades := role.Grades(bands)
	if len(grades) > 0 && !slices.Contains(grades, grade) {
		return misuse("--grade %d: expected a grade from %d to %d", grade, grades[0], grades[len(grades)-1])
	}
	return nil
}

// write puts the file in place, whole or not at all. A file that is no Word file is left as it is.
func (a *announcing) write(data []byte) error {
	f, err := release.CreateFile(a.out, word.Begins)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.Commit()
}

// profileNamed finds a profile by identifier or name, in any case.
func profileNamed(profiles []dataset.Profile, name string) (string, error) {
	var known []string
	for _, p := range profiles {
		if p.ProfileID == name || strings.EqualFold(p.Name, name) {
			return p.ProfileID, nil
		}
		known = append(known, p.ProfileID)
	}
	return "", fmt.Errorf("no profile %q; expected one of %s", name, strings.Join(known, ", "))
}

// everyNeed lists the competencies that are important for a profile at a grade; none for a grade in no band.
func everyNeed(set *dataset.Dataset, profile string, grade int) []string {
	band, _ := role.BandOf(set.Bands, grade)
	r, _ := role.NewIndex(set).At(profile, band.BandID)
	var ids []string
	for _, n := range slices.Concat(r.General.Needs, r.Technical.Needs) {
		ids = append(ids, n.Competency.CompetencyID)
	}
	return ids
}

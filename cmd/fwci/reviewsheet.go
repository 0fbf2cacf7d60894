package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/fwci-open-data/fwci/export/release"
	reviewbook "github.com/fwci-open-data/fwci/export/reviewsheet"
	"github.com/fwci-open-data/fwci/extract/escodata"
	"github.com/fwci-open-data/fwci/extract/reviewsheet"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/naming"
	"github.com/fwci-open-data/fwci/transform/review"
)

// exportSheet writes the mappings of a set as a workbook for a person to fill.
func exportSheet(env *environment, rawDir, name, out string, esco []string) error {
	k, ok := crosswalk.Lookup(name)
	if !ok || review.NeedsESCO(k) != (len(esco) > 0) {
		return misuse("expected --set %s, and --esco where the counterparts are concepts of ESCO, whose definitions only a download has", setNames(crosswalk.Kinds()))
	}
	if !strings.HasSuffix(strings.ToLower(out), ".xlsx") {
		return misuse("--export %s; expected a name that ends in .xlsx", out)
	}
	if err := outside("--export", out, rawDir); err != nil {
		return err
	}
	if _, err := os.Lstat(out); err == nil {
		return fmt.Errorf("%s exists and may contain a person's judgments; name a new file, or remove it", out)
	}
	p := newProgress(env.err, false)
	sources, set, err := load(p, rawDir, esco...)
	if err != nil {
		return err
	}
	p.clear()
	var download *escodata.Classification
	if review.NeedsESCO(k) {
		download = sources.ESCO
	}
	sheet, err := review.Sheet(mappingSet(sources, set, name), set, k, download)
	if err != nil {
		return err
	}
	if len(sheet.Rows) == 0 {
		return fmt.Errorf("the set %s has no mapping to review", name)
	}
	data, err := reviewbook.Write(sheet)
	if err != nil {
		return err
	}
	if err := env.settle(func() error { return release.WriteFile(out, data) }); err != nil {
		return err
	}
	fmt.Fprintf(env.err, "%s: %s to review; the first sheet says how\n", out, naming.Counted(len(sheet.Rows), "mapping"))
	return nil
}

// importSheet adds the judgments of a filled workbook to its set below rawDir.
func importSheet(env *environment, rawDir, in string) error {
	data, err := readInput(in)
	if err != nil {
		return err
	}
	sheet, err := reviewsheet.Read(in, data)
	if err != nil {
		return err
	}
	k, ok := crosswalk.Lookup(sheet.Set)
	if !ok {
		return fmt.Errorf("%s reviews the set %q; expected %s", in, sheet.Set, setNames(crosswalk.Kinds()))
	}
	p := newProgress(env.err, false)
	sources, d, err := load(p, rawDir)
	if err != nil {
		return err
	}
	p.clear()
	file, err := setOf(sources, d, rawDir, k.Name)
	if err != nil {
		return err
	}
	outcome, err := review.Apply(file.set, d, k, in, sheet)
	if err != nil {
		return err
	}
	if outcome.Judged > 0 {
		if err := file.save(env); err != nil {
			return err
		}
	}
	for _, difference := range outcome.Differs {
		fmt.Fprintf(env.out, "%s | %s: %s; %s before\n", difference.Person.SubjectLabel, difference.Person.ObjectLabel, crosswalk.Verdict(difference.Person), crosswalk.Verdict(difference.Model))
	}
	fmt.Fprintf(env.err, "%s by %s saved in %s: %d as judged before, %d differently; %s left open\n", naming.Counted(outcome.Judged, "judgment"), sheet.Reviewer, file.file, outcome.Same, len(outcome.Differs), naming.Counted(outcome.Left, "row"))
	return nil
}

// Package export turns a dataset into the files of a release, one package for each format.
//
// In go the dataset and the names of the formats wanted; out come artifacts in memory, in a fixed order,
// the same bytes for the same inputs. Writing them to disk is the task of package release.
package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/export/sssom"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Tool is this program, as manifests and mapping sets name it.
var Tool = manifest.Tool{Name: "fwci", Version: "1.0.0"}

// A format writes artifacts from the dataset alone.
type format struct {
	name  string
	about string
	write func(*dataset.Dataset) ([]artifact.Artifact, error)
}

var formats = []format{
	{"csv", "each table as CSV", csv.Write},
	{"json", "each table as JSON records", json.Write},
	{"parquet", "each table as typed Parquet", parquet.Write},
	{"sssom", "the mapping sets in SSSOM", func(d *dataset.Dataset) ([]artifact.Artifact, error) {
		return sssom.Write(d, sssom.Tool{Name: Tool.Name, Version: Tool.Version})
	}},
}

// Formats returns the names of the formats, each with what it is.
func Formats() [][2]string {
	var names [][2]string
	for _, f := range formats {
		names = append(names, [2]string{f.name, f.about})
	}
	return names
}

// CheckFormats returns an error that lists the formats when one of the names is not among them.
func CheckFormats(names []string) error {
	for _, name := range names {
		if !slices.ContainsFunc(formats, func(f format) bool { return f.name == name }) {
			var known []string
			for _, f := range formats {
				known = append(known, f.name)
			}
			return fmt.Errorf("no format %q; the formats are %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// Build returns every file of a release: the formats wanted (all when none is named), reports, manifest
// and checksums.
func Build(raw *extract.Raw, d *dataset.Dataset, wanted []string) ([]artifact.Artifact, error) {
	if err := CheckFormats(wanted); err != nil {
		return nil, err
	}
	var all []artifact.Artifact
	for _, f := range formats {
		if len(wanted) > 0 && !slices.Contains(wanted, f.name) {
			continue
		}
		artifacts, err := f.write(d)
		if err != nil {
			return nil, err
		}
		all = append(all, artifacts...)
	}
	all = append(all, report.Write(d)...)
	changes, err := report.Changes(d, raw.Changes)
	if err != nil {
		return nil, err
	}
	all = append(all, report.Crosswalk(d, raw.Appraisal), changes)
	all = append(all, report.Readme(d, all))
	index, err := manifest.Write(raw, d, Tool, all)
	if err != nil {
		return nil, err
	}
	return append(all, index...), nil
}

// Package origin publishes what a release was made from: each file that was read of raw/, byte for byte, in
// the folder source/.
//
// In go the parsed sources; out comes an artifact for each input. With them and the tables a release holds
// all that its other files are made from, so that they can be made again and compared.
package origin

import (
	"path"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/extract"
)

// Format is the name of the format.
const Format = "source"

// Folder is the place of the inputs inside a release.
const Folder = "source/"

// Path returns the place of an input inside a release.
func Path(input string) string { return Folder + input }

// mediaTypes are those of the files of raw/, by their extension.
var mediaTypes = map[string]string{".txt": "text/plain", ".json": "application/json", ".csv": "text/csv", ".tsv": "text/tab-separated-values",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// Write returns the copies, in the order of the inputs.
func Write(raw *extract.Raw) []artifact.Artifact {
	var artifacts []artifact.Artifact
	for _, in := range raw.Inputs {
		kind, known := mediaTypes[path.Ext(in.Path)]
		if !known {
			kind = "application/octet-stream"
		}
		artifacts = append(artifacts, artifact.Artifact{Path: Path(in.Path), Format: Format, MediaType: kind, Title: "Input " + in.Path + ", as it was read", Data: in.Data})
	}
	return artifacts
}

// Package manifest writes manifest.json, which lists what a release was made from and what it holds, and
// SHA256SUMS, which the usual tools check ("sha256sum --check SHA256SUMS").
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The names of the two files inside a release.
const (
	File = "manifest.json"
	Sums = "SHA256SUMS"
)

// ToolName is what every manifest of this program gives as the name of its tool, since release 1.0.0.
const ToolName = "fwci"

// A Manifest is the content of manifest.json.
type Manifest struct {
	Dataset       Release       `json:"dataset"`
	Tool          artifact.Tool `json:"tool"`
	SchemaVersion string        `json:"schema_version"`
	ESCO          *ESCO         `json:"esco,omitempty"` // the download given to the build
	Inputs        []Input       `json:"inputs"`
	Tables        []Table       `json:"tables"`
	Files         []Entry       `json:"files"`
}

// Release names the dataset.
type Release struct {
	ID      string `json:"id"`
	Base    string `json:"base"`
	Title   string `json:"title"`
	Version string `json:"version"`
	Issued  string `json:"issued"`
	License string `json:"license"`
}

// ESCO says which version of ESCO a build was given, and how that is known.
type ESCO struct {
	Version  string `json:"version"`
	Basis    string `json:"basis"`
	Language string `json:"language,omitempty"` // of the download, where it is another than the dataset's
}

// An Input is a file that the release was made from; its path is relative to raw/.
type Input struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// A Table gives the number of records of a table.
type Table struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// An Entry is a file of the release.
type Entry struct {
	Path      string `json:"path"`
	Format    string `json:"format"`
	MediaType string `json:"media_type"`
	Bytes     int    `json:"bytes"`
	Rows      int    `json:"rows,omitempty"`
	SHA256    string `json:"sha256"`
}

// Write returns manifest.json and SHA256SUMS for the artifacts of a release. The manifest lists every
// file but these two; the sums list every file but themselves.
func Write(raw *extract.Raw, d *dataset.Dataset, tool artifact.Tool, artifacts []artifact.Artifact) ([]artifact.Artifact, error) {
	m := Manifest{
		Dataset: Release{d.Info.ID, d.Info.Base, d.Info.Title, d.Info.Version, d.Info.Issued, d.Info.License.ID},
		Tool:    tool, SchemaVersion: schemas.Version,
	}
	if d.Info.ESCOVersionBasis != "" { // of a download without a known version it says so
		m.ESCO = &ESCO{d.Info.ESCOVersion, d.Info.ESCOVersionBasis, d.Info.ESCOLanguage}
	}
	for _, in := range raw.Inputs {
		m.Inputs = append(m.Inputs, describe(in, d))
	}
	for _, t := range d.Tables() {
		m.Tables = append(m.Tables, Table{t.Name, t.Len()})
	}
	for _, a := range artifacts {
		m.Files = append(m.Files, Entry{a.Path, a.Format, a.MediaType, a.Size(), a.Rows, a.SHA256()})
	}
	slices.SortFunc(m.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	data, err := m.Encode()
	if err != nil {
		return nil, err
	}
	file := artifact.Artifact{Path: File, Format: "metadata", MediaType: "application/json", Title: "Manifest of the release", Data: data}
	return []artifact.Artifact{file, {Path: Sums, Format: "metadata", MediaType: "text/plain", Title: "Checksums (SHA-256)", Data: FormatSums(m.Files, data)}}, nil
}

// describe returns the size and the checksum of an input. Of a source that is not at hand source_documents has both.
func describe(in extract.Input, d *dataset.Dataset) Input {
	if in.Data == nil {
		for _, s := range d.SourceDocuments {
			if s.Path == in.Path {
				return Input{in.Path, s.Bytes, s.SHA256}
			}
		}
	}
	sum := sha256.Sum256(in.Data)
	return Input{in.Path, len(in.Data), hex.EncodeToString(sum[:])}
}

// Encode returns the manifest as manifest.json holds it.
func (m *Manifest) Encode() ([]byte, error) {
	data, err := artifact.JSON(m)
	if err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	return data, nil
}

// FormatSums returns the bytes of SHA256SUMS for the files that a manifest lists and the manifest itself.
func FormatSums(files []Entry, manifest []byte) []byte {
	own := artifact.Artifact{Path: File, Data: manifest}
	files = append(slices.Clone(files), Entry{Path: File, SHA256: own.SHA256()})
	slices.SortFunc(files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	return b.Bytes()
}

// Own reads the manifest of a release that this program made. A manifest of another program, or one that
// lists no files, a path outside the release, a path twice or a malformed checksum, is an error.
func Own(data []byte) (*Manifest, error) {
	m, err := Parse(data)
	switch {
	case err != nil:
		return nil, err
	case m.Tool.Name != ToolName || m.SchemaVersion == "" || m.Dataset.ID == "":
		return nil, fmt.Errorf("%s is not a manifest of %s", File, ToolName)
	case len(m.Files) == 0:
		return nil, fmt.Errorf("%s lists no files", File)
	}
	listed := map[string]bool{File: true, Sums: true}
	for _, f := range m.Files {
		switch {
		case !fs.ValidPath(f.Path) || f.Path == ".":
			return nil, fmt.Errorf("%s lists the path %q; expected one inside the release", File, f.Path)
		case listed[f.Path]:
			return nil, fmt.Errorf("%s lists %s twice", File, f.Path)
		case !isChecksum(f.SHA256):
			return nil, fmt.Errorf("%s gives %s the checksum %q; expected 64 hexadecimal digits", File, f.Path, f.SHA256)
		}
		listed[f.Path] = true
	}
	return m, nil
}

// Parse reads a manifest.
func Parse(data []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s is not a manifest: %w", File, err)
	}
	return &m, nil
}

// isChecksum reports whether a text has the form of a SHA-256: 64 hexadecimal digits in lower case.
func isChecksum(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(text) == 2*sha256.Size
}

// ParseSums reads SHA256SUMS into checksums by path. A line of another form is an error, as is a path that
// leaves the release or is listed twice. Lines that end in CR LF, as a Windows editor or a checkout with
// core.autocrlf leaves them, are an error that says so.
func ParseSums(data []byte) (map[string]string, error) {
	if len(data) == 0 {
		return nil, fmt.Errorf("%s is empty; expected a line for each file, a checksum, two spaces and a path", Sums)
	}
	if bytes.Contains(data, []byte("\r\n")) {
		return nil, fmt.Errorf("%s has Windows line ends (CR LF); expected LF: the files were changed on the way, as by a git checkout with core.autocrlf or by an editor; get the release again as it was published", Sums)
	}
	found := map[string]string{}
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		sum, path, ok := strings.Cut(line, "  ")
		if !ok || !isChecksum(sum) || !fs.ValidPath(path) || path == "." {
			return nil, fmt.Errorf("%s:%d: %q; expected a checksum, two spaces and a path", Sums, i+1, line)
		}
		if found[path] != "" {
			return nil, fmt.Errorf("%s:%d: %s is listed twice", Sums, i+1, path)
		}
		found[path] = sum
	}
	return found, nil
}

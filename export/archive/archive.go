// Package archive packs a release into one zip: the same bytes for the same files, in one folder named
// after the release, entries sorted, times fixed.
package archive

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// Name returns the name of a release's folder inside its archive; the archive is Name + ".zip".
func Name(id, version string) string { return id + "-" + version }

// Pack returns the zip of the artifacts below a folder. issued (YYYY-MM-DD) is the time of every entry.
func Pack(folder, issued string, artifacts []artifact.Artifact) ([]byte, error) {
	when, err := time.Parse(time.DateOnly, issued)
	if err != nil {
		return nil, fmt.Errorf("packing the release: its date: %w", err)
	}
	if when.Year() < 1980 { // the zip format counts from 1980
		when = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	sorted := slices.Clone(artifacts)
	slices.SortFunc(sorted, func(a, b artifact.Artifact) int { return strings.Compare(a.Path, b.Path) })
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	// One compressor packs all entries, one after another: its tables take more time to make than most files to pack.
	compressor, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("packing the release: %w", err)
	}
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		compressor.Reset(out)
		return compressor, nil
	})
	for _, a := range sorted {
		header := &zip.FileHeader{Name: folder + "/" + a.Path, Method: zip.Deflate, Modified: when}
		header.SetMode(0o644)
		f, err := w.CreateHeader(header)
		if err == nil {
			_, err = f.Write(a.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", a.Path, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("packing the release: %w", err)
	}
	return b.Bytes(), nil
}

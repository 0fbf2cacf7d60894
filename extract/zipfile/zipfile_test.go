package zipfile_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/zipfile"
)

// pack makes a zip of that many entries of 1,000 bytes.
func pack(t *testing.T, entries int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range entries {
		file, err := w.Create(fmt.Sprintf("%0100d.txt", i))
		if err == nil {
			_, err = file.Write(bytes.Repeat([]byte("x"), 1000))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Only the list of the entries is limited, not what they hold.
func TestReadsEntriesBeyondTheLimitOfTheList(t *testing.T) {
	data := pack(t, 20)
	archive, err := zipfile.NewReader(bytes.NewReader(data), int64(len(data)), 8<<10)
	if err != nil || len(archive.File) != 20 {
		t.Fatalf("%v, %v; expected 20 entries", archive, err)
	}
	total := 0
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		read, err := io.Copy(io.Discard, r)
		if err != nil {
			t.Fatal(err)
		}
		total += int(read)
	}
	if total != 20_000 {
		t.Errorf("%d bytes read; expected 20,000", total)
	}
}

func TestRefuses(t *testing.T) {
	long := pack(t, 1000)
	for want, data := range map[string][]byte{"the list of its entries takes more than 8192 bytes": long, "not a valid zip file": []byte("no zip")} {
		if _, err := zipfile.NewReader(bytes.NewReader(data), int64(len(data)), 8<<10); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v; expected %q", err, want)
		}
	}
}

package publication

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	encoding "encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"

	"github.com/fwci-open-data/fwci/extract/json"
)

// LockFile is the place of the records below raw/. A build does not read it.
const LockFile = "sources.lock.json"

// A Record is what is kept of an address between two checks.
type Record struct {
	URL          string `json:"url"`
	MediaType    string `json:"media_type"`
	Fingerprint  string `json:"fingerprint"`             // sha256: and the SHA-256 of the text, or of the bytes of a PDF, in hex
	Words        int    `json:"words,omitempty"`         // of the text of a page
	Bytes        int    `json:"bytes,omitempty"`         // of a PDF
	ETag         string `json:"etag,omitempty"`          // as the server sent it, for conditional requests
	LastModified string `json:"last_modified,omitempty"` // as the server sent it, for conditional requests
}

// A Lock is the content of raw/sources.lock.json: the record of each address.
type Lock struct {
	Addresses []Record `json:"addresses"`
}

var fingerprintForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// ParseLock reads a lock. It fails with source.Problems on what is not its JSON, on unknown members, on an
// address without a fingerprint and on one that is recorded twice.
func ParseLock(file string, data []byte) (*Lock, error) {
	var lock Lock
	text := json.Read(file, "sources-lock", data, &lock)
	if text.Err() == nil {
		checkRecords(text, lock.Addresses)
	}
	if text.Err() != nil {
		text.Fail("", `not the record of the sources' addresses; restore the file, or begin with {"addresses": []}`)
		return nil, text.Err()
	}
	return &lock, nil
}

// checkRecords adds the problems of the records that were read.
func checkRecords(text *json.Text, records []Record) {
	if records == nil {
		text.Fail("", `no list under "addresses"`)
	}
	seen := map[string]bool{}
	for i, r := range records {
		at := fmt.Sprintf("/addresses/%d", i)
		if r.URL == "" || !fingerprintForm.MatchString(r.Fingerprint) {
			text.Fail(at+"/fingerprint", "the address %q has the fingerprint %q; expected sha256: and 64 hex digits", r.URL, r.Fingerprint)
		}
		if seen[r.URL] {
			text.Fail(at+"/url", "the address %s is recorded twice", r.URL)
		}
		seen[r.URL] = true
	}
}

// Format returns the text of the file: JSON, the records by address.
func (l *Lock) Format() ([]byte, error) {
	sorted := Lock{Addresses: append([]Record{}, l.Addresses...)}
	slices.SortFunc(sorted.Addresses, func(a, b Record) int { return cmp.Compare(a.URL, b.URL) })
	var b bytes.Buffer
	encoder := encoding.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(sorted); err != nil {
		return nil, fmt.Errorf("writing the records of the addresses: %w", err)
	}
	return b.Bytes(), nil
}

// Of returns the record of an address; without a record, one that has no fingerprint.
func (l *Lock) Of(address string) Record {
	for _, r := range l.Addresses {
		if r.URL == address {
			return r
		}
	}
	return Record{}
}

// condition adds what makes a request conditional, and reports whether it is one.
func (r Record) condition(header http.Header) bool {
	if r.Fingerprint == "" {
		return false
	}
	if r.ETag != "" {
		header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		header.Set("If-Modified-Since", r.LastModified)
	}
	return r.ETag != "" || r.LastModified != ""
}

// compare says how what was read differs from what was recorded.
func (r Record) compare(recorded Record) (State, string) {
	switch {
	case recorded.Fingerprint == "":
		return NotRecorded, r.size()
	case r.MediaType != recorded.MediaType:
		return Changed, fmt.Sprintf("%s now; %s when it was recorded", r.MediaType, recorded.MediaType)
	case r.Fingerprint != recorded.Fingerprint:
		return Changed, fmt.Sprintf("%s now; %s when it was recorded", r.size(), recorded.size())
	}
	return Unchanged, ""
}

func (r Record) size() string {
	if r.Bytes > 0 {
		return fmt.Sprintf("a PDF of %d bytes", r.Bytes)
	}
	return fmt.Sprintf("a text of %d words", r.Words)
}

package catalog

import (
	"fmt"

	"github.com/fwci-open-data/fwci/extract/json"
	"github.com/fwci-open-data/fwci/extract/source"
)

// A Related document is an official document about the same subject that the data were not read from.
type Related struct {
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	URL         string `json:"url"`         // where it is published, http or https
	Description string `json:"description"` // what it says that the data do not; its first sentence begins with a verb: "Sets levels."
}

// check reports a related document without a title, a publisher or an address, and one whose address
// another document of the list has. seen holds the addresses of those before it.
func (r Related) check(text *json.Text, i int, seen map[string]bool) {
	at := fmt.Sprintf("/related/%d", i)
	if r.Title == "" || r.Publisher == "" {
		text.Fail(at, "related document %d (%q) lacks a title or a publisher", i+1, r.Title)
	}
	if wrong := source.CheckAddress(r.URL); wrong != "" {
		text.Fail(at+"/url", "related document %d (%q) has the address %q; expected one that begins with https:// or http://%s", i+1, r.Title, r.URL, wrong)
	}
	if seen[r.URL] {
		text.Fail(at+"/url", "the related document at %s is listed twice", r.URL)
	}
	seen[r.URL] = true
}

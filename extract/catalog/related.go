package catalog

import "net/url"

// A Related document is an official document about the same subject that the data were not read from.
type Related struct {
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	URL         string `json:"url"`         // where it is published, http or https
	Description string `json:"description"` // what it says that the data do not
}

// check reports a related document without a title, a publisher or an address, and one whose address
// another document of the list has. seen holds the addresses of those before it.
func (r Related) check(i int, seen map[string]bool, fail func(anchor, format string, args ...any)) {
	if r.Title == "" || r.Publisher == "" {
		fail(r.URL, "related document %d (%q) lacks a title or a publisher", i+1, r.Title)
	}
	if !isWebAddress(r.URL) {
		fail(r.URL, "related document %d (%q) has the address %q; expected one that begins with https:// or http://", i+1, r.Title, r.URL)
	}
	if seen[r.URL] {
		fail(r.URL, "the related document at %s is listed twice", r.URL)
	}
	seen[r.URL] = true
}

// isWebAddress knows absolute http and https addresses with a host.
func isWebAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != ""
}

package catalog

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// occupationURI is the form of ESCO's identifiers of occupations.
var occupationURI = regexp.MustCompile(`^http://data\.europa\.eu/esco/occupation/[0-9A-Za-z.-]+$`)

// autoPedPath is the path of an occupation in AutoPed's view of ESCO
// (https://autoped.services.aiod.ieat.ro/esco/occupations/view?id=...&lang=en).
const autoPedPath = "/esco/occupations/view"

// ConceptURI returns the URI of the ESCO occupation that the address of an occupation page names: the address
// itself, its parameter uri, as on ESCO's portal, or its parameter id in base64, as in AutoPed's view of ESCO.
// It returns "" for an address that names no concept, and an error when the address is AutoPed's view of an
// occupation and its id is not the URI of one in base64.
func (s Source) ConceptURI() (string, error) {
	if s.Kind != OccupationPage {
		return "", nil
	}
	if occupationURI.MatchString(s.URL) {
		return s.URL, nil
	}
	address, err := url.Parse(s.URL)
	if err != nil {
		return "", nil // the check of addresses reports it
	}
	query := address.Query()
	if uri := query.Get("uri"); occupationURI.MatchString(uri) {
		return uri, nil
	}
	if strings.TrimSuffix(address.Path, "/") != autoPedPath {
		return "", nil
	}
	id := query.Get("id")
	if uri, ok := fromBase64(id); ok && occupationURI.MatchString(uri) {
		return uri, nil
	}
	return "", fmt.Errorf("the parameter id of %s is %q; expected the URI of an ESCO occupation in base64", s.URL, id)
}

// fromBase64 decodes both alphabets of base64, padded or not. A plus that was not escaped in an address
// arrives as a space.
func fromBase64(text string) (string, bool) {
	text = strings.NewReplacer(" ", "+", "-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	data, err := base64.RawStdEncoding.DecodeString(text)
	return string(data), err == nil
}

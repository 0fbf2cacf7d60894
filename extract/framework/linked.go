package framework

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"

	"github.com/fwci-open-data/fwci/extract/turtle"
)

func parseTurtle(path string, data []byte) (*Framework, error) {
	g := newGraph()
	if err := turtle.Read(path, data, func(s turtle.Statement) {
		n := g.node(s.Subject, s.Line)
		if s.Predicate == turtle.Type {
			n.addType(s.Object.Value)
		} else {
			n.add(s.Predicate, s.Object.Value, s.Object.Language)
		}
	}); err != nil {
		return nil, err
	}
	return g.framework(path)
}

// parseJSON reads a package of CASE, or JSON-LD.
func parseJSON(path string, data []byte) (*Framework, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, problem(path, jsonLine(data, err), "not JSON: %v", err)
	}
	members, _ := document.(map[string]any)
	if members["CFItems"] != nil || members["CFPackage"] != nil {
		return parseCASE(path, data)
	}
	_, list := document.([]any)
	if members["@context"] == nil && members["@graph"] == nil && members["@id"] == nil && !list {
		return nil, problem(path, 1, "the JSON is not a known framework; expected JSON-LD, with @context, or a CASE package, with CFItems")
	}
	return parseLinked(path, document)
}

// jsonLine returns the line of a mistake in JSON, the last one where the text ends too soon.
func jsonLine(data []byte, err error) int {
	end := len(data)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		end = min(int(syntax.Offset), end)
	}
	return 1 + bytes.Count(data[:end], []byte("\n"))
}

// refuse loads no document.
type refuse struct{}

// LoadDocument refuses every address.
func (refuse) LoadDocument(address string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, fmt.Sprintf("the context %s is not in the file, and nothing is fetched; expected the context itself under @context", address))
}

func parseLinked(path string, document any) (*Framework, error) {
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = refuse{}
	flat, err := ld.NewJsonLdProcessor().Flatten(document, nil, options)
	if err != nil {
		return nil, problem(path, 0, "not JSON-LD: %v", err)
	}
	nodes, _ := flat.([]any)
	g := newGraph()
	for _, item := range nodes {
		members, _ := item.(map[string]any)
		id, _ := members["@id"].(string)
		n := g.node(id, 0)
		types, _ := members["@type"].([]any)
		for _, iri := range types {
			if iri, ok := iri.(string); ok {
				n.addType(iri)
			}
		}
		for _, property := range slices.Sorted(maps.Keys(members)) {
			list, _ := members[property].([]any)
			for _, value := range list {
				addValue(n, property, value)
			}
		}
	}
	return g.framework(path)
}

func addValue(n *node, property string, value any) {
	members, ok := value.(map[string]any)
	if !ok {
		return
	}
	if id, ok := members["@id"].(string); ok {
		n.add(property, id, "")
		return
	}
	if text, ok := members["@value"]; ok {
		language, _ := members["@language"].(string)
		n.add(property, strings.TrimSpace(fmt.Sprint(text)), language)
	}
}

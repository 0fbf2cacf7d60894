package framework

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// An item is a CFItem of 1EdTech CASE 1.0 or 1.1, as far as it says what a concept is.
type item struct {
	Identifier           string `json:"identifier"`
	URI                  string `json:"uri"`
	FullStatement        string `json:"fullStatement"`
	AbbreviatedStatement string `json:"abbreviatedStatement"`
	AlternativeLabel     string `json:"alternativeLabel"`
	HumanCodingScheme    string `json:"humanCodingScheme"`
	Notes                string `json:"notes"`
}

// parseCASE reads the items of a package. The label of an item is its abbreviated statement, with the full one as
// definition; an item without has its full statement as label.
func parseCASE(path string, data []byte) (*Framework, error) {
	f := &Framework{}
	var problems source.Problems
	err := eachItem(data, func(line int, raw json.RawMessage) {
		var i item
		if err := json.Unmarshal(raw, &i); err != nil {
			problems = append(problems, source.Problem{Path: path, Line: line, Rule: "framework", Message: "a CFItem is not one of CASE: " + err.Error()})
			return
		}
		c := Concept{ID: cmp.Or(i.URI, i.Identifier), Label: clean(cmp.Or(i.AbbreviatedStatement, i.FullStatement)), Definition: clean(i.Notes)}
		if i.AbbreviatedStatement != "" {
			c.Definition = clean(i.FullStatement)
		}
		for _, text := range []string{clean(i.AlternativeLabel), clean(i.HumanCodingScheme)} {
			if text != "" && text != c.Label {
				c.Alternatives = append(c.Alternatives, text)
			}
		}
		if c.ID == "" || c.Label == "" {
			problems = append(problems, source.Problem{Path: path, Line: line, Rule: "framework", Message: "a CFItem has no identifier or no statement; expected uri or identifier, and fullStatement"})
			return
		}
		f.Concepts = append(f.Concepts, c)
	})
	switch {
	case err != nil:
		return nil, problem(path, jsonLine(data, err), "not a CASE package: %v", err)
	case len(problems) > 0:
		return nil, problems
	case len(f.Concepts) == 0:
		return nil, problem(path, 0, "the CASE package has no CFItems; expected at least one")
	}
	return f, nil
}

func clean(text string) string { return strings.Join(strings.Fields(text), " ") }

// eachItem gives each member of the list CFItems, which may be in a CFPackage, with the line it begins on.
func eachItem(data []byte, give func(line int, raw json.RawMessage)) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if token != "CFItems" {
			continue
		}
		if token, err = decoder.Token(); err != nil {
			return err
		} else if token != json.Delim('[') {
			continue
		}
		line, at := 1, 0
		for decoder.More() {
			var raw json.RawMessage
			if err := decoder.Decode(&raw); err != nil {
				return err
			}
			begin := int(decoder.InputOffset()) - len(raw)
			line += bytes.Count(data[at:begin], []byte("\n"))
			at = begin
			give(line, raw)
		}
		return nil
	}
}

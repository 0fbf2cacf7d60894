package json

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fwci-open-data/fwci/extract/source"
)

// A node is a value with its place in the text.
type node struct {
	at      int // of its first byte
	kind    kind
	text    string // of a text or number
	members []member
	items   []*node
}

// A member is a name and value of an object.
type member struct {
	name  string
	at    int
	value *node
}

// kind is the type of a value, as messages name it.
type kind string

const (
	object kind = "an object"
	list   kind = "a list"
	text   kind = "text"
	number kind = "a number"
	truth  kind = "true or false"
	null   kind = "null"
)

// parse reads a text that is known to be JSON.
func (t *Text) parse() *node {
	decoder := json.NewDecoder(strings.NewReader(string(t.data)))
	decoder.UseNumber()
	return t.value(decoder)
}

// next returns the next token and the place of its first byte.
func (t *Text) next(decoder *json.Decoder) (json.Token, int) {
	at := int(decoder.InputOffset())
	for at < len(t.data) && strings.IndexByte(" \t\r\n,:", t.data[at]) >= 0 {
		at++
	}
	token, err := decoder.Token()
	if err != nil {
		t.fail(at, "not JSON: %v", err)
	}
	if s, ok := token.(string); ok {
		t.checkText(at, s, string(t.data[at:decoder.InputOffset()]))
	}
	return token, at
}

// checkText refuses what a decoder would replace without a word, and characters that no text holds.
func (t *Text) checkText(at int, decoded, literal string) {
	written := strings.Count(literal, "\uFFFD") + strings.Count(strings.ToLower(literal), `\ufffd`)
	if strings.Count(decoded, "\uFFFD") > written {
		t.fail(at, `a text with half of a surrogate pair (\uD800 to \uDFFF); expected a whole character`)
	}
	if i := strings.IndexFunc(decoded, source.Unprintable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(decoded[i:])
		t.fail(at, `a text with the control character \u%04x; expected text without it`, r)
	}
}

func (t *Text) value(decoder *json.Decoder) *node {
	token, at := t.next(decoder)
	n := &node{at: at}
	switch v := token.(type) {
	case string:
		n.kind, n.text = text, v
	case json.Number:
		n.kind, n.text = number, v.String()
	case bool:
		n.kind, n.text = truth, strconv.FormatBool(v)
	case json.Delim:
		if n.kind = list; v == '{' {
			n.kind = object
		}
		for decoder.More() {
			if n.kind == list {
				n.items = append(n.items, t.value(decoder))
				continue
			}
			name, at := t.next(decoder)
			key, _ := name.(string)
			n.members = append(n.members, member{key, at, t.value(decoder)})
		}
		t.next(decoder) // the closing bracket
	default:
		n.kind = null
	}
	return n
}

// find follows a JSON Pointer as far as the value has its parts.
func (n *node) find(pointer string) *node {
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		next := n.child(part)
		if next == nil {
			break
		}
		n = next
	}
	return n
}

func (n *node) child(name string) *node {
	if i, err := strconv.Atoi(name); n.kind == list && err == nil && i >= 0 && i < len(n.items) {
		return n.items[i]
	}
	for _, m := range n.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

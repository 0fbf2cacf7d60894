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
	items   []node
}

// A member is a name and value of an object.
type member struct {
	name  string
	at    int
	value node
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
	r := &reader{Text: t, text: string(t.data)}
	var root node
	r.value(&root)
	return &root
}

// A reader goes through a text that is known to be JSON. What it reads are parts of the text.
type reader struct {
	*Text
	text    string
	next    int // the place of the byte to read next
	members int // of the object read last: the next one is often like it
}

// skip goes to the next byte that is none of white space, colons and commas, and returns it with its place.
func (r *reader) skip() (byte, int) {
	for strings.IndexByte(" \t\r\n,:", r.text[r.next]) >= 0 {
		r.next++
	}
	return r.text[r.next], r.next
}

func (r *reader) value(n *node) {
	first, at := r.skip()
	n.at = at
	switch first {
	case '"':
		n.kind, n.text = text, r.literal()
	case '{':
		n.kind = object
		r.next++
		for {
			if end, at := r.skip(); end != '}' {
				if n.members == nil {
					n.members = make([]member, 0, min(max(r.members, 1), 8))
				}
				n.members = append(n.members, member{name: r.literal(), at: at})
				r.value(&n.members[len(n.members)-1].value)
				continue
			}
			break
		}
		r.members = len(n.members)
		r.next++
	case '[':
		n.kind = list
		r.next++
		for {
			if end, _ := r.skip(); end != ']' {
				n.items = append(n.items, node{})
				r.value(&n.items[len(n.items)-1])
				continue
			}
			break
		}
		r.next++
	default:
		for r.next < len(r.text) && strings.IndexByte(" \t\r\n,]}", r.text[r.next]) < 0 {
			r.next++
		}
		switch n.text = r.text[at:r.next]; first {
		case 't', 'f':
			n.kind = truth
		case 'n':
			n.kind = null
		default:
			n.kind = number
		}
	}
}

// literal reads a text in quotation marks.
func (r *reader) literal() string {
	at, escaped := r.next, false
	for r.next++; r.text[r.next] != '"'; r.next++ {
		if r.text[r.next] == '\\' {
			escaped = true
			r.next++
		}
	}
	r.next++
	literal := r.text[at:r.next]
	decoded := literal[1 : len(literal)-1]
	if escaped {
		var unescaped string
		if err := json.Unmarshal([]byte(literal), &unescaped); err != nil {
			r.fail(at, "not JSON: %v", err)
		}
		decoded = unescaped
	}
	r.checkText(at, decoded, literal)
	return decoded
}

// checkText refuses what a decoder would replace without a word, and characters that no text holds.
func (t *Text) checkText(at int, decoded, literal string) {
	plain := len(decoded) == len(literal)-2 // without an escape
	for i := 0; plain && i < len(decoded); i++ {
		plain = decoded[i] >= ' ' && decoded[i] < 0x7f
	}
	if plain {
		return
	}
	written := strings.Count(literal, "\uFFFD") + strings.Count(strings.ToLower(literal), `\ufffd`)
	if strings.Count(decoded, "\uFFFD") > written {
		t.fail(at, `a text with half of a surrogate pair (\uD800 to \uDFFF); expected a whole character`)
	}
	if i := strings.IndexFunc(decoded, source.Unprintable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(decoded[i:])
		t.fail(at, `a text with the control character \u%04x; expected text without it`, r)
	}
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
		return &n.items[i]
	}
	for i := range n.members {
		if n.members[i].name == name {
			return &n.members[i].value
		}
	}
	return nil
}

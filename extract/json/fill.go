package json

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// fill puts a value of the text into a Go value.
func (t *Text) fill(n *node, value any) {
	f := filler{t, map[reflect.Type]*shape{}, map[string]string{}}
	f.put(n, reflect.ValueOf(value).Elem(), name{text: "the file"})
}

// A filler fills Go values.
type filler struct {
	*Text
	shapes map[reflect.Type]*shape
	texts  map[string]string // those that were filled in, once each: the text of the file is not kept
}

// A shape is what the fields of a struct are called in JSON.
type shape struct {
	names  []string
	fields map[string]int
}

func (f *filler) shape(t reflect.Type) *shape {
	s := f.shapes[t]
	if s == nil {
		s = &shape{fields: map[string]int{}}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			s.fields[name], s.names = i, append(s.names, name)
		}
		f.shapes[t] = s
	}
	return s
}

// keep returns a copy of a text.
func (f *filler) keep(text string) string {
	kept, ok := f.texts[text]
	if !ok {
		kept = strings.Clone(text)
		f.texts[kept] = kept
	}
	return kept
}

// A name is what messages call a value: the name of a member, or an item, counted from 1, of a list of that name.
type name struct {
	text string
	item int // 0 for the member itself
}

// String returns the name in words.
func (n name) String() string {
	if n.item == 0 {
		return n.text
	}
	return fmt.Sprintf("item %d of %s", n.item, n.text)
}

// put fills a Go value. what names the value in messages.
func (f *filler) put(n *node, v reflect.Value, what name) {
	if unmarshaler, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if f.expect(n, text, what) {
			if err := unmarshaler.UnmarshalText([]byte(n.text)); err != nil {
				f.fail(n.at, "%s: %v", what, err)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if n.kind == null { // a figure that may be missing
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		f.put(n, v.Elem(), what)
	case reflect.Struct:
		if f.expect(n, object, what) {
			f.putMembers(n, v)
		}
	case reflect.Slice:
		if f.expect(n, list, what) {
			v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
			if what.item > 0 {
				what = name{text: what.String()}
			}
			for i := range n.items {
				f.put(&n.items[i], v.Index(i), name{what.text, i + 1})
			}
		}
	case reflect.String:
		if f.expect(n, text, what) {
			v.SetString(f.keep(n.text))
		}
	case reflect.Bool:
		if f.expect(n, truth, what) {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if i, err := strconv.Atoi(n.text); f.expect(n, number, what) && err != nil {
			f.fail(n.at, "%s is %s; expected a whole number within %d bits", what, source.Quote(n.text), strconv.IntSize)
		} else {
			v.SetInt(int64(i))
		}
	case reflect.Float64:
		if x, err := strconv.ParseFloat(n.text, 64); f.expect(n, number, what) && err != nil {
			f.fail(n.at, "%s is %s; expected a number within 64 bits", what, source.Quote(n.text))
		} else {
			v.SetFloat(x)
		}
	default:
		panic(fmt.Sprintf("json: a value of the type %s cannot be read", v.Type()))
	}
}

// expect reports whether a value is of a kind; another one is a problem.
func (t *Text) expect(n *node, want kind, what name) bool {
	if n.kind == want {
		return true
	}
	found := string(n.kind)
	if n.kind == text || n.kind == number {
		found += " " + source.Quote(n.text)
	}
	hint := ""
	if n.kind == null && n != t.root {
		hint = ", or nothing: leave the name out"
	}
	t.fail(n.at, "%s is %s; expected %s%s", what, found, want, hint)
	return false
}

// putMembers fills the fields of a struct by their names in JSON.
func (f *filler) putMembers(n *node, v reflect.Value) {
	shape := f.shape(v.Type())
	first := make([]*member, len(shape.names)) // with the name of each field
	for i := range n.members {
		m := &n.members[i]
		field, known := shape.fields[m.name]
		switch {
		case !known:
			f.fail(m.at, "unknown name %s; expected %s", source.Quote(m.name), strings.Join(shape.names, ", "))
		case first[field] != nil:
			line, _ := f.place(first[field].at)
			f.fail(m.at, "the name %s appears twice in one object, first on line %d; expected once", source.Quote(m.name), line)
		default:
			first[field] = m
			f.put(&m.value, v.Field(field), name{text: m.name})
		}
	}
}

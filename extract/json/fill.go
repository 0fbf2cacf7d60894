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
func (t *Text) fill(n *node, value any) { t.put(n, reflect.ValueOf(value).Elem(), "the file") }

// put fills a Go value. what names the value in messages.
func (t *Text) put(n *node, v reflect.Value, what string) {
	if unmarshaler, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if t.expect(n, text, what) {
			if err := unmarshaler.UnmarshalText([]byte(n.text)); err != nil {
				t.fail(n.at, "%s: %v", what, err)
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
		t.put(n, v.Elem(), what)
	case reflect.Struct:
		if t.expect(n, object, what) {
			t.putMembers(n, v)
		}
	case reflect.Slice:
		if t.expect(n, list, what) {
			v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
			for i, item := range n.items {
				t.put(item, v.Index(i), fmt.Sprintf("item %d of %s", i+1, what))
			}
		}
	case reflect.String:
		if t.expect(n, text, what) {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if t.expect(n, truth, what) {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if i, err := strconv.Atoi(n.text); t.expect(n, number, what) && err != nil {
			t.fail(n.at, "%s is %s; expected a whole number within %d bits", what, source.Quote(n.text), strconv.IntSize)
		} else {
			v.SetInt(int64(i))
		}
	case reflect.Float64:
		if f, err := strconv.ParseFloat(n.text, 64); t.expect(n, number, what) && err != nil {
			t.fail(n.at, "%s is %s; expected a number within 64 bits", what, source.Quote(n.text))
		} else {
			v.SetFloat(f)
		}
	default:
		panic(fmt.Sprintf("json: a value of the type %s cannot be read", v.Type()))
	}
}

// expect reports whether a value is of a kind; another one is a problem.
func (t *Text) expect(n *node, want kind, what string) bool {
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
func (t *Text) putMembers(n *node, v reflect.Value) {
	fields, names := map[string]reflect.Value{}, []string{}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		fields[name], names = v.Field(i), append(names, name)
	}
	first := map[string]int{}
	for _, m := range n.members {
		field, known := fields[m.name]
		at, twice := first[m.name]
		switch {
		case !known:
			t.fail(m.at, "unknown name %s; expected %s", source.Quote(m.name), strings.Join(names, ", "))
		case twice:
			line, _ := t.place(at)
			t.fail(m.at, "the name %s appears twice in one object, first on line %d; expected once", source.Quote(m.name), line)
		default:
			first[m.name] = m.at
			t.put(m.value, field, m.name)
		}
	}
}

package exporttest

import (
	"reflect"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Copy returns a copy of a dataset that the test may change, such as that of Real.
func Copy(d *dataset.Dataset) *dataset.Dataset {
	return copyOf(reflect.ValueOf(d)).Interface().(*dataset.Dataset)
}

// copyOf copies a value with all that it leads to through pointers, lists, maps and the exported fields of records.
func copyOf(v reflect.Value) reflect.Value {
	made := reflect.New(v.Type()).Elem()
	made.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			made.Set(reflect.New(v.Type().Elem()))
			made.Elem().Set(copyOf(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			made.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				made.Index(i).Set(copyOf(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			made.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for _, key := range v.MapKeys() {
				made.SetMapIndex(key, copyOf(v.MapIndex(key)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			made.Field(i).Set(copyOf(v.Field(i))) // a field that is not exported cannot be copied: this panics
		}
	}
	return made
}

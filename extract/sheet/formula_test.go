package sheet

import "testing"

func TestFormulasAreRemovedAndValuesStay(t *testing.T) {
	for _, test := range []struct{ sheet, want string }{
		{`<row><c r="A1"><v>1</v></c></row>`, `<row><c r="A1"><v>1</v></c></row>`},
		{`<c r="A1" t="str"><f>IF(A2&lt;1,"&gt;",B2)</f><v>x</v></c>`, `<c r="A1" t="str"><v>x</v></c>`},
		{`<c><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c><f t="shared" si="0"/><v>2</v></c><c><f/></c>`, `<c><v>1</v></c><c><v>2</v></c><c></c>`},
		{`<c><f>A1 > 2</f><v>0</v></c>`, `<c><v>0</v></c>`},
		{`<c t="inlineStr"><is><t>&lt;f>no&lt;/f></t></is></c>`, `<c t="inlineStr"><is><t>&lt;f>no&lt;/f></t></is></c>`},
		{`<c><is><t><![CDATA[<f>text</f>]]></t></is></c>`, `<c><is><t><![CDATA[<f>text</f>]]></t></is></c>`},
		{`<font><family val="2"/></font><f`, `<font><family val="2"/></font><f`},
		{`<c><f>A1`, `<c><f>A1`},
		{`<c><f t="x">A1<v>1</v></c>`, `<c><f t="x">A1<v>1</v></c>`},
		{``, ``},
	} {
		if got := string(withoutFormulas([]byte(test.sheet))); got != test.want {
			t.Errorf("%s is %s; expected %s", test.sheet, got, test.want)
		}
	}
}

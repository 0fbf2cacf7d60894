package excel

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Each code has a row of its own, and one that OPM and the DCWF share has one row.
func TestCodePairs(t *testing.T) {
	for _, c := range []struct {
		opm, dcwf []string
		want      string
	}{
		{nil, nil, "[[ ]]"},
		{[]string{"441"}, []string{"441"}, "[[441 441]]"},
		{[]string{"631", "632"}, []string{"631", "632"}, "[[631 631] [632 632]]"},
		{[]string{"631", "632"}, []string{"632", "901"}, "[[631 ] [632 632] [ 901]]"},
		{nil, []string{"141"}, "[[ 141]]"},
	} {
		if got := fmt.Sprint(codePairs(c.opm, c.dcwf)); got != c.want {
			t.Errorf("the codes %q and %q give %s; expected %s", c.opm, c.dcwf, got, c.want)
		}
	}
}

// Who filters the sheets of work roles by a code finds it: each code of a NICE work role is alone in a cell, with the same
// rows as every other code of its work role. Which codes are not there is said.
func TestCodesCanBeFiltered(t *testing.T) {
	d := released(t)
	w := read(t, releasedWorkbook(t))
	single := regexp.MustCompile(`^\d{3}$`)
	roles := map[string]map[string][]string{} // by sheet and work role, its codes in order, once each
	rows := map[string]map[string][]string{}  // by sheet and code, its rows without the codes
	for _, sheet := range []string{workRoleSheet, codeSheet} {
		roles[sheet], rows[sheet] = map[string][]string{}, map[string][]string{}
		line := map[int][]string{}
		for _, c := range cells(t, w, sheet) {
			if c.Row <= codeHeader {
				continue
			}
			for len(line[c.Row]) < c.Column {
				line[c.Row] = append(line[c.Row], "")
			}
			line[c.Row][c.Column-1] = c.Value
		}
		for row := codeHeader + 1; line[row] != nil; row++ {
			opm, dcwf, role, rest := line[row][0], line[row][1], line[row][2], strings.Join(line[row][2:], "|")
			for _, code := range slices.Compact([]string{opm, dcwf}) {
				if code == "" {
					continue
				}
				if !single.MatchString(code) {
					t.Errorf("%s, row %d: %q is no code that a filter can offer", sheet, row, code)
				}
				rows[sheet][code] = append(rows[sheet][code], rest)
				if !slices.Contains(roles[sheet][role], code) {
					roles[sheet][role] = append(roles[sheet][role], code)
				}
			}
		}
	}
	dcwf := map[string][]string{}
	for _, r := range d.DCWFWorkRoles {
		if r.WorkRoleID != nil {
			dcwf[*r.WorkRoleID] = append(dcwf[*r.WorkRoleID], r.Code)
		}
	}
	several := 0
	for _, r := range d.NICEWorkRoles {
		var codes []string
		for _, code := range slices.Concat([]string(r.OPMCodes), dcwf[r.WorkRoleID]) {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
		if got := roles[workRoleSheet][r.WorkRoleID]; !slices.Equal(got, codes) {
			t.Errorf("%s: %s has the codes %q; expected %q", workRoleSheet, r.WorkRoleID, got, codes)
		}
		if got := roles[codeSheet][r.WorkRoleID]; got != nil && !slices.Equal(got, codes) {
			t.Errorf("%s: %s has the codes %q; expected %q", codeSheet, r.WorkRoleID, got, codes)
		}
		for i := 1; i < len(codes); i++ {
			several++
			for _, sheet := range []string{workRoleSheet, codeSheet} {
				if !slices.Equal(rows[sheet][codes[0]], rows[sheet][codes[i]]) {
					t.Errorf("%s: the rows of %s differ from those of %s", sheet, codes[i], codes[0])
				}
			}
		}
	}
	if several == 0 || len(rows[codeSheet]["632"]) == 0 {
		t.Errorf("%d further codes, %d rows of 632: nothing was checked", several, len(rows[codeSheet]["632"]))
	}
	lead, only := "", slices.IndexFunc(d.DCWFWorkRoles, func(r dataset.DCWFWorkRole) bool { return r.WorkRoleID == nil })
	for _, c := range cells(t, w, codeSheet) {
		if c.Row == 2 {
			lead += c.Value
		}
	}
	code := d.DCWFWorkRoles[only].Code
	if want := "Codes that only the DCWF has, such as " + code + ", are not here:"; !strings.Contains(lead, want) || rows[codeSheet][code] != nil {
		t.Errorf("%s has %d rows of %s, which only the DCWF has, and says %q", codeSheet, len(rows[codeSheet][code]), code, lead)
	}
}

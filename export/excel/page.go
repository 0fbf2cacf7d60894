package excel

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// letterPaper is the paper size of ECMA-376 part 1, 18.3.1.63: US Letter, 8.5 by 11 inches.
const letterPaper = 1

// setView sets how a sheet looks on the screen and on paper: fitted to the width of a page, or of a few pages
// where one would be too small to read, with its name and page number in the footer, and its header and first
// column repeated.
func (b *book) setView(name string, f frame) error {
	orientation, paper, tall, fit := "landscape", letterPaper, 0, true
	if f.portrait {
		orientation = "portrait"
	}
	wide := pagesWide(f)
	props := &excelize.SheetPropsOptions{FitToPage: &fit}
	if f.tab != "" {
		color := "FF" + f.tab // opaque: the format asks for alpha, red, green, blue
		props.TabColorRGB = &color
	}
	if err := b.file.SetSheetProps(name, props); err != nil {
		return err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	side, edge, foot := 0.5, 0.6, 0.3
	margins := &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot}
	if err := b.file.SetPageMargins(name, margins); err != nil {
		return err
	}
	release := strings.ReplaceAll(b.data.Info.ID+" "+b.data.Info.Version, "&", "&&")
	footer := "&L" + strings.ReplaceAll(name, "&", "&&") + "&C" + release + "&RPage &P of &N"
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: footer}); err != nil {
		return err
	}
	if err := b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &f.grid}); err != nil {
		return err
	}
	if f.titleRow == 0 {
		return nil
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("%[1]s!$A:$A,%[1]s!$%[2]d:$%[2]d", quoted(name), f.titleRow),
	})
}

// The width of a printed page and of a column, in points: a US Letter page less the margins of setView; a
// character of Calibri 11 is 7 pixels wide at 96 pixels to the inch (ECMA-376 part 1, 18.3.1.13).
const (
	landscapeWidth = 11*72 - 72
	portraitWidth  = 8.5*72 - 72
	characterWidth = 7 * 72.0 / 96
)

// smallestScale is the smallest print scale at which 11-point text can still be read, about 5 points.
const smallestScale = 0.45

// pagesWide returns how many pages side by side a sheet takes, so that its print can be read. Column A is
// repeated on each of them.
func pagesWide(f frame) int {
	page, width := float64(landscapeWidth), 0.0
	if f.portrait {
		page = portraitWidth
	}
	for _, w := range f.widths {
		width += w * characterWidth
	}
	return max(1, int(math.Ceil(width*smallestScale/page)))
}

// setProperties fills the document properties. Its dates are the release's, at midnight UTC.
func (b *book) setProperties() error {
	info := b.data.Info
	day, err := time.Parse(time.DateOnly, info.Issued)
	if err != nil {
		return fmt.Errorf("the release's date: %w", err)
	}
	issued := day.Format(time.RFC3339)
	err = b.file.SetDocProps(&excelize.DocProperties{
		Title: info.Title, Subject: info.Description, Creator: info.Publisher, LastModifiedBy: info.Publisher, Created: issued, Modified: issued,
		Keywords: strings.Join(info.Keywords, "; "), Description: info.License.Title + ", " + info.License.URL, Identifier: info.ID,
		Language: info.Language, Version: info.Version, Category: "Open data", Revision: "1",
	})
	if err != nil {
		return err
	}
	return b.file.SetAppProps(&excelize.AppProperties{Application: "fwci", Company: info.Publisher})
}

// name defines a workbook-wide name for a range.
func (b *book) name(name, refersTo, comment string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Comment: comment})
}

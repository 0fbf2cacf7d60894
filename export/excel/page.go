package excel

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// letterPaper is the paper size of ECMA-376 part 1, 18.3.1.63: US Letter, 8.5 by 11 inches.
const letterPaper = 1

// setView sets how a sheet looks on the screen and on paper: fitted to the width of a landscape page, with
// its name and page number in the footer and its header repeated.
func (b *book) setView(name string, f frame) error {
	orientation, paper, wide, tall, fit := "landscape", letterPaper, 1, 0, true
	if f.portrait {
		orientation = "portrait"
	}
	props := &excelize.SheetPropsOptions{FitToPage: &fit}
	if f.tab != "" {
		props.TabColorRGB = &f.tab
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
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted(name), f.titleRow, f.titleRow),
	})
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
	// LibreOffice shows the results stored beside formulas only of programs it knows, and computes all others
	// anew; the name is that of the program whose format this is, as other libraries write it too.
	return b.file.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel", AppVersion: "16.0300", Company: info.Publisher})
}

// name defines a workbook-wide name for a range.
func (b *book) name(name, refersTo, comment string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Comment: comment})
}

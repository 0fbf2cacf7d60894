package chart

import (
	"fmt"
	"math"
)

// A Network shows things on a circle, joined where they are near.
type Network struct {
	ID, Title, Summary string
	Width, Height      int
	Edges              []NetworkEdge
	Nodes              []NetworkNode
}

// A NetworkEdge joins two things. Strength is 0 to 100.
type NetworkEdge struct {
	From, To, Strength int
	Path, Class        string
}

// A NetworkNode is a thing with the place of its mark and of its label.
type NetworkNode struct {
	Name, Class    string
	X, Y           int
	LabelX, LabelY int
	Anchor         string // the class that aligns the label
}

// The measures of a network, in units of its viewBox.
const (
	networkWidth  = 860
	networkHeight = 520
	networkRadius = 190
	networkLabel  = 16 // from a mark to its label
	networkStep   = 10 // of strength that makes a line one class wider
)

// NewNetwork lays out a network: the nodes in their order on a circle, from the top to the right, each edge bent
// toward the middle and as wide as it is strong.
func NewNetwork(id, title, summary string, nodes []NetworkNode, edges []NetworkEdge) Network {
	n := Network{ID: id, Title: title, Summary: summary, Width: networkWidth, Height: networkHeight}
	const middleX, middleY = networkWidth / 2, networkHeight / 2
	for i, node := range nodes {
		angle := 2*math.Pi*(float64(i)+0.5)/float64(max(len(nodes), 1)) - math.Pi/2
		place := func(radius float64) (x, y int) {
			return middleX + int(math.Round(radius*math.Cos(angle))), middleY + int(math.Round(radius*math.Sin(angle)))
		}
		node.X, node.Y = place(networkRadius)
		node.LabelX, node.LabelY = place(networkRadius + networkLabel)
		node.Anchor = "m"
		switch side := node.X - middleX; {
		case side > networkRadius/5:
			node.Anchor = ""
		case side < -networkRadius/5:
			node.Anchor = "e"
		}
		n.Nodes = append(n.Nodes, node)
	}
	for _, e := range edges {
		from, to := n.Nodes[e.From], n.Nodes[e.To]
		bend := func(a, b, middle int) int { return ((a+b)/2 + middle) / 2 }
		e.Path = fmt.Sprintf("M%d %dQ%d %d %d %d", from.X, from.Y, bend(from.X, to.X, middleX), bend(from.Y, to.Y, middleY), to.X, to.Y)
		e.Class = fmt.Sprintf("w%d", min(e.Strength/networkStep, 9))
		n.Edges = append(n.Edges, e)
	}
	return n
}

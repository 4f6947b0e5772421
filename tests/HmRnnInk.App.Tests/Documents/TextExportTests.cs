using System.Xml.Linq;
using HmRnnInk.App.Session.Text;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Exports carry the words that the model has written of a text.</summary>
public sealed class TextExportTests : FolderTests
{
    private readonly TextPage _page = new TextPage().Stroke().Type("so it so").WriteAll();

    [Fact]
    public void Words_HaveTheRowsOfTheirLetters()
    {
        List<PageWord> words = PageWord.Of(_page.Ink.RowSpan, _page.Text.Text);
        Assert.Equal(["so", "it", "so"], words.Select(word => word.Text));
        foreach ((int start, PageWord word) in new[] { 0, 3, 6 }.Zip(words))
        {
            for (int row = word.Rows.First; row < word.Rows.End; row++)
                Assert.InRange(_page.Ink.Rows[row].Trace!.Value.Letter, start, start + 2); // with the space after it
        }

        // Before the first word, there are only the person's rows and the row with which the text begins.
        Assert.All(_page.Ink.Rows.Take(words[0].Rows.First), row => Assert.True(row.Owner == RowOwner.Person || row.Text is not null));
    }

    [Fact]
    public void InkMl_HasAGroupOfEachWord_AndReadsTheSame()
    {
        var file = new MemoryStream();
        PageInkMl.Write(file, _page.Ink.Rows, PageWord.Of(_page.Ink.RowSpan, _page.Text.Text), xHeight: 25);
        XNamespace ink = InkMl.Namespace;
        XElement[] groups = [.. XDocument.Parse(System.Text.Encoding.UTF8.GetString(file.ToArray())).Descendants(ink + "traceGroup")];
        string?[] words = [.. groups.Select(group =>
            group.Elements(ink + "annotation").SingleOrDefault(each => each.Attribute("type")!.Value == "truth")?.Value)];
        Assert.Equal([null, "so", "it", "so"], words);
        Assert.Equal(_page.Ink.Rows.Count(row => row.Offset.PenUp), InkMl.Read(file.ToArray(), "page").Ink.Strokes.Count);
    }

    [Fact]
    public void SvgOfCentreLines_NamesTheWordOfEachPath()
    {
        var segments = new LayerSegments();
        segments.Update(_page.Ink.Rows, 0, 3);
        var file = new MemoryStream();
        CentreLineSvg.Write(file, _page.Ink.Rows, segments, 3, PageWord.Of(_page.Ink.RowSpan, _page.Text.Text),
            new SvgBox(0, 0, 1280, 700));
        XElement[] paths = [.. XDocument.Parse(System.Text.Encoding.UTF8.GetString(file.ToArray())).Descendants()
            .Where(element => element.Name.LocalName == "path")];
        Assert.Equal(["so", "it", "so"], Runs(paths.Where(path => path.Attribute("data-owner")!.Value == "model")
            .Select(path => path.Attribute("data-word")?.Value)).OfType<string>());
        Assert.All(paths, path => Assert.Equal(path.Attribute("data-word")?.Value, path.Elements().SingleOrDefault()?.Value));
    }

    [Fact]
    public void AnimatedSvg_NamesTheWords_AsTheStillOneDoes()
    {
        var picture = new PagePicture(_page.Ink);
        picture.Update(Palette.Light, new ColourScheme());
        var exports = new PageExports(_page.Ink, picture, () => throw new InvalidOperationException("Nothing is drawn."));
        foreach (ExportKind kind in (ExportKind[])[ExportKind.Svg, ExportKind.Animated])
        {
            string path = Path.Combine(Folder, $"{kind}.svg");
            exports.Write(kind, path);
            XElement root = XElement.Load(path);
            XElement[] words = [.. root.Elements().Where(group => group.Elements().Any(each => each.Name.LocalName == "title"))];
            Assert.Equal(["so", "it", "so"], words.Select(word => word.Elements().First().Value));
            XElement[] paths = [.. root.Descendants().Where(element => element.Name.LocalName == "path")];
            Assert.All(words, word => Assert.Contains(word.Descendants(), element => element.Name.LocalName == "path"));
            Assert.Contains(paths, path => path.Ancestors().All(each => !words.Contains(each))); // the person's ink has no title
        }
    }

    private static List<string?> Runs(IEnumerable<string?> values)
    {
        var runs = new List<string?>();
        foreach (string? value in values)
            if (runs.Count == 0 || runs[^1] != value) runs.Add(value);
        return runs;
    }
}

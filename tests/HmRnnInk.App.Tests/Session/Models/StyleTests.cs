using HmRnnInk.App.Inference;
using HmRnnInk.App.Session.Models;

namespace HmRnnInk.App.Tests.Session.Models;

public sealed class StyleTests : FolderTests
{
    private static readonly PenOffset[] Style = [new(0, 0, false), new(20, 5, false), new(18, -4, true)];

    [Fact]
    public void SavedStyle_IsThePersonsRows()
    {
        TestPage page = new TestPage(new LiveSettings { StepCap = 20, Speed = 8 }).Loops(200, 144, 6).Wait(5);
        Assert.NotEmpty(page.ModelRows);
        var styles = new StyleFolder(Path.Combine(Folder, "styles"));
        string file = styles.Save(page.Ink.Rows, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero))!;
        Assert.Equal([file], styles.Files());
        Assert.EndsWith("style-20260504-030201.inkml", file);
        PenOffset[] read = StyleFolder.Read(file);
        PenOffset[] person = [.. page.Ink.Rows.Where(row => row.Owner == RowOwner.Person).Select(row => row.Offset)];
        Assert.Equal(person.Length, read.Length);
        Assert.All(person.Zip(read), pair =>
        {
            Assert.Equal(pair.First.PenUp, pair.Second.PenUp);
            Assert.Equal(pair.First.DeltaX, pair.Second.DeltaX, 0.01f);
            Assert.Equal(pair.First.DeltaY, pair.Second.DeltaY, 0.01f);
        });
    }

    [Fact]
    public void TooLittleInk_IsNoStyle()
    {
        var page = new TestPage();
        page.Ink.PenDown(new(200, 100, 1));
        page.Ink.PenUp(new(200, 100, 1.01));
        Assert.Null(new StyleFolder(Folder).Save(page.Ink.Rows, DateTimeOffset.UnixEpoch));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Style_IsRenamedAndDeleted_AndComesBack()
    {
        var styles = new StyleFolder(Folder, Path.Combine(AppContext.BaseDirectory, "Styles"));
        File.WriteAllText(Path.Combine(Folder, "mine.inkml"), "");
        string renamed = styles.Rename(Path.Combine(Folder, "mine.inkml"), "yours");
        Assert.Equal(("yours", false), (Path.GetFileNameWithoutExtension(styles.Files()[0]), styles.IsBundled(renamed)));
        styles.Delete(renamed);
        Assert.All(styles.Files(), file => Assert.True(styles.IsBundled(file)));
        styles.Restore(Assert.Single(styles.Deleted()));
        Assert.Equal(renamed, styles.Files()[0]);
    }

    [Fact]
    public void BundledStyles_AreReadWhole()
    {
        string[] files = new StyleFolder(Folder, Path.Combine(AppContext.BaseDirectory, "Styles")).Files();
        Assert.True(files.Length >= 3);
        Assert.All(files, file =>
        {
            Assert.InRange(StyleFolder.Read(file).Length, StyleFolder.MinimumRows, StyleFolder.MaximumRows);
            Assert.Equal(StrokeOffsets.FromStrokes(InkFile.Read(file)).Length, StyleFolder.Read(file).Length);
        });
    }

    [Fact]
    public void Style_IsReadBeforeThePageAndStaysOffIt()
    {
        var engine = new ScriptedEngine();
        var reading = new ReadingEngine(engine, new Random(1), Style);
        InferenceResult first = reading.Do(new InferenceRequest(InferenceKind.Feed, 1, new PenOffset(0, 0, false)))!.Value;
        Assert.Equal((0, new PenOffset(0, 0, false)), (first.Row, first.Offset));
        Assert.Equal(Style, engine.Fed[..3]);
        Assert.Equal(4, engine.Fed.Count);
        Assert.Equal(PenPlace.WordGap, engine.Fed[3].DeltaX, 1f); // the page must not begin inside the style's last letter
    }

    [Fact]
    public void PageGoneBackToItsBeginning_BeginsWithTheStyleAgain()
    {
        var engine = new ScriptedEngine();
        var reading = new ReadingEngine(engine, new Random(1), Style);
        Feed();
        int state = engine.State;
        reading.Do(new InferenceRequest(InferenceKind.Rewind, 2, Rows: 0));
        Feed();
        Assert.Equal(state, engine.State);
        reading.Do(new InferenceRequest(InferenceKind.Feed, 1, new PenOffset(3, 3, false)));
        reading.Do(new InferenceRequest(InferenceKind.Rewind, 3, Rows: 2));
        Assert.Equal(state, engine.State);

        void Feed()
        {
            reading.Do(new InferenceRequest(InferenceKind.Feed, 1, new PenOffset(0, 0, false)));
            reading.Do(new InferenceRequest(InferenceKind.Feed, 1, new PenOffset(9, 2, true)));
        }
    }
}

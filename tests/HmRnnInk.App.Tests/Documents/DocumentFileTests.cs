using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using HmRnnInk.App.Inference;
using HmRnnInk.App.View;
using static HmRnnInk.App.Tests.Documents.DocumentBytes;

namespace HmRnnInk.App.Tests.Documents;

public sealed class DocumentFileTests : FolderTests
{
    [Fact]
    public void WrittenDocument_ReadsTheSame() => AnyDocument.Any.Sample(
        document =>
        {
            string path = Path.Combine(Folder, $"{Guid.NewGuid()}.hmink");
            DocumentFile.Write(path, document);
            AssertSame(document, DocumentFile.Read(path));
        },
        iter: 60);

    [Fact]
    public void WidePageInASmallWindow_IsWrittenWithinTheLimitsOfTheReader()
    {
        InkDocument document = AnyDocument.Example;
        document = document with { Look = document.Look with { Zoom = 0.155f, SheetWidth = 60 } };
        PageLook look = Parse(JsonBytes(document), "small").Look;
        Assert.Equal((PageCamera.MinimumZoom, PageLook.MinimumSheetWidth), (look.Zoom!.Value, look.SheetWidth!.Value));
    }

    [Fact]
    public void PlainJson_IsReadAsWell()
    {
        InkDocument document = AnyDocument.Example;
        AssertSame(document, Parse(JsonBytes(document), "plain"));
    }

    [Fact]
    public void MembersOfALaterProgram_AreIgnored()
    {
        InkDocument document = AnyDocument.Example;
        JsonObject json = Json(document);
        json["pictures"] = new JsonArray(1, new JsonObject { ["deep"] = new JsonArray() });
        json["rows"]!["colour"] = "red";
        AssertSame(document, Parse(json, "later"));
    }

    [Theory]
    [InlineData(0.5, nameof(TurnTaking.LongPause))] // the default when pages had only a delay
    [InlineData(0.7, nameof(TurnTaking.Delay))]
    public void PageWithoutTurns_WaitsForItsDelay_UnlessThatWasTheDefault(double delay, string turnsName)
    {
        TurnTaking turns = Enum.Parse<TurnTaking>(turnsName);
        JsonObject json = Json(AnyDocument.Example);
        json["settings"]!["delaySeconds"] = delay;
        ((JsonObject)json["settings"]!).Remove("turns");
        Assert.Equal(turns, Parse(json, "older").Settings.Turns);
    }

    [Fact]
    public void NewerVersion_IsNotReportedAsDamaged()
    {
        string json =
            $"{{\"format\":\"hmink\",\"version\":2,\"rows\":[{string.Join(',', Enumerable.Repeat("0", DocumentLimits.MaximumRows + 1))}]}}";
        InkFormatException error = Assert.Throws<InkFormatException>(() => Parse(Encoding.UTF8.GetBytes(json), "later"));
        Assert.Equal("'later': its format has version 2; this program reads up to 1. Open it with a newer HmRnnInk.", error.Message);
    }

    [Fact]
    public void PageWithoutPressure_HasNoMemberForIt()
    {
        InkDocument document = AnyDocument.Example;
        document = document with { Rows = document.Rows.ToArray().Select(row => row with { Pressure = null }).ToArray() };
        JsonObject json = Json(document);
        Assert.False(json["rows"]!.AsObject().ContainsKey("pressure"));
        AssertSame(document, Parse(json, "before"));
    }

    [Fact]
    public void DocumentOfAnEarlierProgram_LeavesSettingsThatItLacksUnchanged()
    {
        JsonObject json = Json(AnyDocument.Example);
        json.Remove("look");
        json.Remove("pen");
        foreach (string later in (string[])["ghosts", "holdTop", "smoothing", "turns", "variableWidth"])
            json["settings"]!.AsObject().Remove(later);
        var now = new LiveSettings { Ghosts = 2, HoldTop = true, Smoothing = false, StepCap = 17, Bias = 3 };

        InkDocument read = Parse(json, "earlier", now);

        Assert.Equal(now with { Bias = 1.5, DelaySeconds = 0.7, Turns = TurnTaking.Delay, Speed = 2, SizeFactor = 1.1f }, read.Settings);
        Assert.Equal((new PageLook(), null), (read.Look, read.Pen));
        Assert.Equal(AnyDocument.Example.Rows.ToArray(), read.Rows.ToArray());
    }

    [Fact]
    public void PageLongerThanADocumentMayBe_IsNotWritten_WithTheReason()
    {
        string path = Path.Combine(Folder, "long.hmink");
        InkDocument document = AnyDocument.Example with
        {
            Rows = new PageRow[DocumentLimits.MaximumRows + 1],
            TracedRows = 0,
            Model = null,
            Snapshot = null
        };
        InkFormatException error = Assert.Throws<InkFormatException>(() => DocumentFile.Write(path, document));
        Assert.Contains("the page has 1,000,001 points; a document has at most 1,000,000. Continue on a new page", error.Message);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    /// <summary>A saved page with the maximum number of rows is not too large to be opened.</summary>
    [Fact]
    public void LongestPageOfTheLongestNumbers_FitsTheLargestFile()
    {
        const int Rows = 1000;
        const float Longest = -0.00012345678f;
        int layers = DocumentLimits.Layers.Maximum, hidden = DocumentLimits.Hidden.Maximum;
        var row = new PageRow(new PenOffset(Longest, Longest, false), Longest, Longest, RowOwner.Person, 0, DocumentLimits.Line.Maximum,
            new RowTrace(0, 0, ulong.MaxValue, Longest), PixelsPerUnit: -Longest)
        {
            Pressure = -Longest,
            TimeSeconds = -123_456_789_012.12345,
        };
        var state = new StepState(new ModelConfig { Layers = layers, Hidden = hidden });
        InkDocument document = AnyDocument.Example with
        {
            Rows = Enumerable.Repeat(row, Rows).Prepend(row with { TimeSeconds = 0 }).Take(Rows).ToArray(), // times count from the first
            TracedRows = Rows,
            Model = new DocumentModel(new string('é', DocumentLimits.MaximumNameLength), new string('a', 64), layers, hidden),
            Snapshot = new ModelSnapshot(Rows, state, 0),
        };
        byte[] json = JsonBytes(document);
        AssertSame(document, Parse(json, "longest"));

        InkDocument empty = document with { Rows = default, TracedRows = 0, Snapshot = document.Snapshot with { Rows = 0 } };
        int withoutRows = JsonBytes(empty).Length;
        Assert.InRange(withoutRows + (json.Length - withoutRows) / Rows * (long)DocumentLimits.MaximumRows, 0,
            DocumentLimits.MaximumFileBytes);
    }

    [Fact]
    public void NameOfTenThousandLetters_IsTruncated()
    {
        InkDocument document = AnyDocument.Example;
        document = document with
        {
            Model = document.Model! with { Name = new string('n', 10_000) },
            Look = document.Look with { Style = new string('s', 10_000) }
        };
        InkDocument read = Parse(JsonBytes(document), "names");
        Assert.Equal(new string('n', 254) + "…", read.Model!.Name);
        Assert.Equal(new string('s', 254) + "…", read.Look.Style);
    }

    [Fact]
    public void StateOfAnotherModel_IsNotWritten()
    {
        string path = Path.Combine(Folder, "other.hmink");
        InkDocument other = AnyDocument.Example with { Model = AnyDocument.Example.Model! with { Hidden = 5 } };
        DocumentFile.Write(path, other);
        AssertSame(other with { Snapshot = null }, DocumentFile.Read(path));
    }

    /// <summary>Opening a pipe would wait for its writer, and reading a device would never end.</summary>
    [Fact]
    public void PipeOrDevice_IsRefusedBeforeItIsOpened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a pipe with mkfifo, and runs on Linux only.");
        string pipe = Path.Combine(Folder, "pipe.hmink"), link = Path.Combine(Folder, "link.hmink"),
            zero = Path.Combine(Folder, "zero.hmink");
        Programs.Run("mkfifo", pipe);
        Assert.True(File.Exists(pipe));
        File.CreateSymbolicLink(link, pipe);
        File.CreateSymbolicLink(zero, "/dev/zero");

        foreach (string path in (string[])[pipe, link, zero, "/dev/zero"])
        {
            InkFormatException error = Assert.Throws<InkFormatException>(() => DocumentFile.Read(path));
            Assert.Contains("expected a file; this is a folder, a pipe or a device", error.Message);
        }

        Assert.Empty(new DocumentFolder(Folder).Pages());
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        InkFormatException error = Assert.Throws<InkFormatException>(() => DocumentFile.Read(Path.Combine(Folder, "nowhere.hmink")));
        Assert.Contains("nowhere.hmink", error.Message);
    }

    [Fact]
    public void PageThatCouldNotBeOpenedAgain_IsNotWritten_AndTheFileBeforeStays()
    {
        string path = Path.Combine(Folder, "page.hmink");
        DocumentFile.Write(path, AnyDocument.Example);
        byte[] before = File.ReadAllBytes(path);

        // JSON has no NaN.
        InkFormatException error = Assert.Throws<InkFormatException>(() =>
            DocumentFile.Write(path, AnyDocument.Example with { Settings = new() { Bias = double.NaN } }));
        Assert.Contains("settings.bias is NaN; expected a number from 0 to 5", error.Message);

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Folder));
    }
}

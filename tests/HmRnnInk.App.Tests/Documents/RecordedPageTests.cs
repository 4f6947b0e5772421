using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>
/// The pages in <c>tests/data/pages/</c> are documents of version 1, one for each feature, as the program wrote them in November 2026. They
/// must always open to the same bits. The text beside each page describes the opened page; neither file is ever changed. A member that is
/// described only if a page has it came later than the first pages.
/// </summary>
public sealed class RecordedPageTests : FolderTests
{
    private static readonly string Recorded = Path.Combine(Repository.Root, "tests", "data", "pages");

    /// <summary>Members that are written today and that the first of the recorded pages lack.</summary>
    private static readonly (string Owner, string Member)[] MembersSince = [("settings", "turns"), ("pen", "bottom")];

    public static TheoryData<string> Pages { get; } =
        new(Directory.GetFiles(Recorded, "*.hmink").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_OpensToTheSameBits(string page)
    {
        string path = Path.Combine(Recorded, page);
        // Settings that the page does not contain stay unchanged.
        InkDocument document = DocumentFile.Read(path, new LiveSettings { Bias = 2.25, Ghosts = 3, StepCap = 321, GhostRows = 123 });
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(path, ".txt")), Describe(document));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void PageThatIsSavedAgain_HasTheSameJson(string page)
    {
        string path = Path.Combine(Recorded, page);
        JsonNode before = Json(path), after = DocumentBytes.Json(DocumentFile.Read(path));
        if (page.StartsWith("of-an-earlier", StringComparison.Ordinal))
        {
            // The page has an unknown member, and lacks some that are written today.
            foreach (JsonNode side in (JsonNode[])[before, after])
            {
                foreach (string member in (string[])["look", "colour", "settings"]) side.AsObject().Remove(member);
                foreach (string column in (string[])["holdsTop", "seconds"]) side["rows"]!.AsObject().Remove(column);
            }
        }

        foreach ((string owner, string member) in MembersSince)
            if (before[owner]?[member] is null) after[owner]?.AsObject().Remove(member);
        Assert.True(JsonNode.DeepEquals(before, after), after.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void OpenedPage_IsOneStepOfTheHistory(string page)
    {
        string path = Path.Combine(Recorded, page);
        PageRow[] rows = DocumentFile.Read(path).Rows.ToArray();
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        using var saver = new PageSaver(ink, new DocumentFolder(Folder), () => null, TimeProvider.System, autosave: false);
        saver.Open(new StoredPage(path, page, default, null, Unsaved: false));
        AssertSame();
        if (rows.Length == 0) return;

        Assert.True(ink.Edits.Undo());
        Assert.Empty(ink.Rows);
        Assert.True(ink.Edits.Redo());
        AssertSame();

        void AssertSame()
        {
            Assert.Equal(rows.Select(Plain), ink.Rows.Select(Plain));
            Assert.Equal(rows.Select(row => row.Recorded), ink.Rows.Select(row => row.Recorded));
        }

        // Without a model the rows have no traces. Recorded points are compared point by point.
        static PageRow Plain(PageRow row) => row with { Trace = null, Layer = 0, Recorded = null };
    }

    private static JsonNode Json(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        using Stream json = content is [0x1F, 0x8B, ..] ? new GZipStream(new MemoryStream(content), CompressionMode.Decompress)
            : new MemoryStream(content);
        return JsonNode.Parse(json)!;
    }

    /// <summary>Every bit of a document as text. Numbers are in the shortest form that parses to the same bits.</summary>
    private static string Describe(InkDocument document)
    {
        var text = new StringBuilder();
        Line($"written {document.Written:O}");
        LiveSettings settings = document.Settings;
        Line($"settings bias {settings.Bias}, delay {settings.DelaySeconds}, speed {settings.Speed}, ",
            $"size {settings.SizeFactor}, ghosts {settings.Ghosts}, holds top {settings.HoldTop}");
        Line($"         smoothing {settings.Smoothing}, variable width {settings.VariableWidth}, ",
            $"cap {settings.StepCap}, ghost rows {settings.GhostRows}");
        if (settings.Turns == TurnTaking.OnRequest) Line($"         turns {settings.Turns}");
        PageLook look = document.Look;
        string colours = look.Colours is { } scheme ? $"{scheme.Mode} {scheme.Layer} {scheme.Unit}" : "none";
        Line($"look sheet {look.SheetWidth}, x-height {look.XHeight}, colours {colours}, zoom {look.Zoom}, style {look.Style ?? "none"}");
        Line($"hand {document.Hand.ExpectedPixelsPerUnit}, {document.Hand.ExcursionCount}, {document.Hand.Excursions}, ",
            $"{document.Hand.SquaredExcursions}, {document.Hand.PathPixels}, {document.Hand.Seconds}");
        if (document.Hand.Slant != default) Line($"     leans {document.Hand.Slant.Leftward} over {document.Hand.Slant.Height}");
        if (document.Pen is { } pen)
        {
            Line($"pen {pen.Place.X}, {pen.Place.Y}, shift {pen.Place.ShiftX}, {pen.Place.ShiftY}, line {pen.Place.Line}, ",
                $"scale {pen.Map.PixelsPerUnit}");
            Line($"    height {pen.Height}, right {pen.Right}, rows {pen.Rows}, drift {pen.Drift}, pace {pen.Pace}");
            if (pen.Reach != 0 || pen.Map.Slant != 0) Line($"    bottom {pen.Bottom}, reach {pen.Reach}, slant {pen.Map.Slant}");
        }

        if (document.Model is { } model) Line($"model {model.Name}, {model.Sha256}, {model.Layers} of {model.Hidden}");
        if (document.Snapshot is { } snapshot)
        {
            string boundaries = string.Join(' ', snapshot.State.Boundaries);
            Line($"state after {snapshot.Rows} rows, random {snapshot.Random:x16}, boundaries {boundaries}");
            Line($"      cells {Hash(snapshot.State.Cells.Select(Bits))}");
            Line($"      hiddens {Hash(snapshot.State.Hiddens.Select(Bits))}");
            if (snapshot.State.Kappas.Length > 0)
            {
                Line($"      kappas {string.Join(' ', snapshot.State.Kappas)}");
                Line($"      window {string.Join(' ', snapshot.State.Window)}");
                Line($"      text {string.Join(' ', snapshot.State.Text)}");
            }
        }

        PageRow[] rows = document.Rows.ToArray();
        Line($"rows {rows.Length}, {document.TracedRows} of them read");
        Line($"     offsets {Hash(rows.Select(row => $"{Bits(row.Offset.DeltaX)} {Bits(row.Offset.DeltaY)} {row.Offset.PenUp}"))}");
        Line($"     places {Hash(rows.Select(row => $"{Bits(row.X)} {Bits(row.Y)} {row.Stroke} {row.Line} {Bits(row.PixelsPerUnit)}"))}");
        Line($"     owners {Hash(rows.Select(row => $"{row.Owner} {row.HoldsTop}"))}");
        Line($"     times {Hash(rows.Select(Time))}");
        Line($"     pressures {Hash(rows.Select(row => row.Pressure is { } pressure ? Bits(pressure) : "none"))}");
        Line($"     traces {Hash(rows.Select(row => row.Trace is { } trace
            ? $"{trace.OperationBits:x} {trace.BoundaryBits:x} {trace.ProbabilityBits:x} {Bits(trace.Nats)} {row.Layer}"
            : $"none {row.Layer}"))}");
        if (Array.Exists(rows, row => row.Trace?.Letter >= 0))
            Line($"     letters {string.Join(' ', rows.Select(row => row.Trace?.Letter))}");
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].Text is { } mark) Line($"     row {row}: {mark.Change} at {mark.Start} of {mark.Text}");
            if (rows[row].Recorded is { } points)
                Line($"     row {row}: {points.Length} recorded points{string.Concat(points.Select(Point))}");
            if (rows[row].Slant != 0) Line($"     row {row}: leans {rows[row].Slant}");
        }

        foreach (int row in (int[])[0, rows.Length / 2, rows.Length - 1])
            if (row >= 0 && row < rows.Length)
                Line($"row {row} at {rows[row].X}, {rows[row].Y} by {rows[row].Owner}, ",
                    $"pressure {rows[row].Pressure}, layer {rows[row].Layer}");
        if (document.Text.Length > 0) Line($"text {document.Text}");
        if (document.Generation > 0) Line($"generation {document.Generation}");
        return text.ToString();

        void Line(params FormattableString[] parts) => text.Append(string.Concat(parts.Select(FormattableString.Invariant))).Append('\n');

        static string Time(PageRow row) =>
            double.IsNaN(row.TimeSeconds) ? "none" : $"{BitConverter.DoubleToInt64Bits(row.TimeSeconds):x}";

        static string Point(InkPoint point) => $", {point.X} {point.Y} {point.TimeSeconds} {point.Pressure}".TrimEnd();

        static string Bits(float value) => $"{BitConverter.SingleToInt32Bits(value):x8}";

        static string Hash(IEnumerable<string> lines) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }
}

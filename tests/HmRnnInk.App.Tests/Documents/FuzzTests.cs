using System.IO.Compression;
using System.Text;
using HmRnnInk.App.Host;
using HmRnnInk.App.Session.FirstMinute;
using HmRnnInk.App.Tests.Watch;
using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>Damaged and hostile files of each format that the app reads.</summary>
public sealed class FuzzTests : SavedPages
{
    [Fact]
    public void DamagedPage_IsReadOrRefused()
    {
        byte[] json = DocumentBytes.JsonBytes(AnyDocument.Example);
        Fuzz.Run([json], file => DocumentFile.Read(new MemoryStream(file), "page"), [typeof(InkFormatException)]);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(json);
        Fuzz.Run([packed.ToArray()], file => DocumentFile.Read(new MemoryStream(file), "page"), [typeof(InkFormatException)],
            allocatedPerByte: 4096);
    }

    /// <summary>A damaged journal is no error: what is before the damage is recovered.</summary>
    [Fact]
    public void DamagedJournal_IsReadUpToTheDamage()
    {
        (LiveInk ink, PageSaver written) = StartWithoutModel(Folder);
        using (written)
        {
            for (int point = 0; point < 120; point++)
            {
                (float x, float y, double seconds) = (200 + 3 * point, 140 - 12 * MathF.Sin(0.5f * point), point / 60.0);
                if (point % 60 == 0) ink.PenDown(new(x, y, seconds));
                else if (point % 60 == 59) ink.PenUp(new(x, y, seconds));
                else ink.PenMove(new(x, y, seconds));
                written.Update(seconds);
            }

            string journal = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "autosave"), "*.journal"));
            File.Copy(journal, Path.Combine(Folder, "seed"));
        }

        string folder = Path.Combine(Folder, "killed"), autosave = Path.Combine(folder, "autosave");
        Directory.CreateDirectory(autosave);
        File.WriteAllText(Path.Combine(autosave, "a.lock"), "");
        PageRow[] whole = [];
        Fuzz.Run([File.ReadAllBytes(Path.Combine(Folder, "seed"))], file =>
        {
            File.WriteAllBytes(Path.Combine(autosave, "a.0.journal"), file);
            (LiveInk page, PageSaver saver) = StartWithoutModel(folder);
            saver.Recover();
            if (whole.Length == 0) whole = [.. page.Rows]; // the first file is the undamaged one
            if (page.Rows.Count < whole.Length) throw new InkFormatException("fewer rows"); // counts as refused (Fuzz.Run)
        }, [typeof(InkFormatException)]);
        Assert.True(whole.Length > 50);
    }

    [Fact]
    public void DamagedScriptOfEvents_IsReadOrRefused() => Fuzz.Run(
        [Encoding.UTF8.GetBytes("30:F1 40:Ctrl+Z 50:down@100,200,0.4 51:move@110,210 52:up@110,210 930:Shift+Right 7:Digit1")],
        file => ScriptedEvents.Parse(Encoding.UTF8.GetString(file).Split(' ')), [typeof(FormatException)]);

    [Fact]
    public void DamagedMetrics_GiveAPlausibleCurve()
    {
        using var run = new MadeUpRun();
        File.WriteAllText(run.Metrics, string.Concat(Enumerable.Range(1, 5).Select(step => MadeUpRun.Metric(step * 1000) + "\n")));
        byte[] seed = File.ReadAllBytes(run.Metrics);
        Fuzz.Run([seed], file =>
        {
            File.WriteAllBytes(run.Metrics, file);
            RunListing listing = RunFolder.Open(run.Folder).List();
            Assert.All(listing.Curve, point => Assert.True(point.IsPlausible));
            (double worst, double best) = listing.NatsRange;
            Assert.True(listing.Curve.Count == 0 || best - worst is > 0.5 and < 1e8);
            if (listing.Curve.Count < 5) throw new InkFormatException("fewer evaluations"); // counts as refused (Fuzz.Run)
        }, [typeof(InkFormatException)]);
    }

    [Fact]
    public void DamagedSettings_AreReadOrForgotten()
    {
        string path = Path.Combine(Folder, "settings.json");
        var hints = new SeenHints(path);
        hints.Add(Hint.Watch);
        byte[] seed = File.ReadAllBytes(path);
        Fuzz.Run([seed], file =>
        {
            File.WriteAllBytes(path, file);
            if (!new SeenHints(path).Contains(Hint.Watch)) throw new InkFormatException("forgotten"); // counts as refused (Fuzz.Run)
        }, [typeof(InkFormatException)]);
    }
}

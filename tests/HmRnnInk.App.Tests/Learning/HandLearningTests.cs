using System.Diagnostics;
using System.Globalization;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Learning;

/// <summary>A model learns the hand of the person's pages, with a trainer that runs as another process.</summary>
public sealed class HandLearningTests : FolderTests
{
    private readonly DocumentFolder _documents;
    private readonly string _model;

    public HandLearningTests()
    {
        _documents = new DocumentFolder(At("documents"));
        DocumentFile.Write(PageAt("page"), HandPages.Page(lines: 6));
        _model = At("one.safetensors");
        HandlikeModel.Create().Save(_model);
    }

    private LearningSetup Setup => new(At("learning"), At("models"), Trainer: null, Minutes: 3);

    [Fact]
    public void Training_TellsItsGain_AndAStopKeepsIt()
    {
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100, 107, 110, 104], FakeTrainer.WaitsForTheEndOfItsInput));
        Programs.WaitUntil(() => learning.Gain > 0);
        Assert.Equal((LearningPhase.Training, 10), (learning.Phase, learning.Gain));
        Assert.InRange(learning.Share, 0, 0.99);
        learning.Stop(discards: false);

        LearningResult result = ResultOf(learning);

        Assert.Equal(new LearningResult(LearningEnd.Learnt, 10, At("models", "my hand.safetensors")), result);
        Assert.NotNull(InkModel.LoadMetadata(result.Model!));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Setup.Folder)); // the ink was copied there
    }

    [Fact]
    public void SecondModelOfAName_GetsANumber()
    {
        string trainer = FakeTrainer.Create(Folder, [100, 110]);
        foreach (string name in (string[])["my hand", "my hand 2"])
        {
            using HandLearning learning = Start(trainer);
            Assert.Equal(At("models", $"{name}.safetensors"), ResultOf(learning).Model);
        }
    }

    [Theory]
    [InlineData(99.0)]
    [InlineData(100.5)]
    public void ModelThatIsNotBetter_IsNotKept(double nats)
    {
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100, nats]));
        Assert.Equal(new LearningResult(LearningEnd.NotBetter, Math.Max(0, nats - 100)), ResultOf(learning));
        Assert.False(Directory.Exists(Setup.Models));
    }

    [Fact]
    public void DiscardedTraining_LeavesNothing()
    {
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100, 110], FakeTrainer.WaitsForTheEndOfItsInput));
        Programs.WaitUntil(() => learning.Gain > 0);
        learning.Stop(discards: true);
        Assert.Equal(LearningEnd.Discarded, ResultOf(learning).End);
        Assert.False(Directory.Exists(Setup.Models));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Setup.Folder));
    }

    [Fact]
    public void TrainerThatFails_IsReportedWithItsError()
    {
        const string Fails = "echo 'left out: a line' >&2; echo 'error: The disk is full.' >&2; echo 'That was it.' >&2; exit 1";
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100, 110], Fails));
        Assert.Equal(new LearningResult(LearningEnd.Failed, Problem: "The disk is full."), ResultOf(learning));
        Assert.False(Directory.Exists(Setup.Models));
    }

    [Fact]
    public void TrainerThatSaysNothing_IsReportedWithItsExitCode()
    {
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100], "exit 9"));
        Assert.Contains("exit code 9", ResultOf(learning).Problem);
    }

    [Fact]
    public void FileThatIsNoProgram_IsReported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no executable bit.");
        string file = At("text.txt");
        File.WriteAllText(file, "no program");
        using HandLearning learning = Start(file);
        Assert.Equal(LearningEnd.Failed, ResultOf(learning).End);
    }

    [Fact]
    public void CardThatCannotBeWritten_DoesNotLoseTheModel()
    {
        string trainer = FakeTrainer.Create(Folder, [100, 110], publish: "echo 'error: no card' >&2; exit 1");
        using HandLearning learning = Start(trainer);
        Assert.Equal(new LearningResult(LearningEnd.Learnt, 10, At("models", "my hand.safetensors"), "no card"), ResultOf(learning));
        Assert.True(File.Exists(At("models", "my hand.safetensors")));
    }

    [Fact]
    public void ClosedWindow_EndsTheTrainer_AndKeepsTheModel()
    {
        // This one would not stop when its input ends.
        HandLearning learning = Start(FakeTrainer.Create(Folder, [100, 110], "exec sleep 600"));
        Programs.WaitUntil(() => learning.Gain > 0);
        int process = int.Parse(File.ReadAllText(At(FakeTrainer.ProcessFile)), CultureInfo.InvariantCulture);
        using (var running = Process.GetProcessById(process)) Assert.False(running.HasExited);

        learning.Dispose();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
        Assert.Equal(At("models", "my hand.safetensors"), learning.Result?.Model);
        Assert.True(File.Exists(learning.Result!.Model));
    }

    [Fact]
    public void SecondWindow_DoesNotLearnAtTheSameTime()
    {
        string trainer = FakeTrainer.Create(Folder, [100, 110], FakeTrainer.WaitsForTheEndOfItsInput);
        using HandLearning first = Start(trainer);
        Programs.WaitUntil(() => first.Gain > 0);
        Assert.Null(HandInk.Count(Setup.Folder, _documents, new CurrentPage(null, null)));
        using HandLearning second = Start(trainer);
        Assert.Contains("Another window", ResultOf(second).Problem);
        Assert.Null(first.Result);
    }

    [Fact]
    public void LeftoversOfAProgramThatWasKilled_AreRemoved()
    {
        Directory.CreateDirectory(At("learning", "run"));
        File.WriteAllText(At("learning", "run", "last.checkpoint"), "old");
        File.WriteAllText(At("learning", "owner.lock"), "");
        using HandLearning learning = Start(FakeTrainer.Create(Folder, [100, 110], "test ! -e \"$run/last.checkpoint\""));
        Assert.Equal(LearningEnd.Learnt, ResultOf(learning).End);
    }

    [Fact]
    public void TooLittleInk_IsAnErrorWithTheNumberOfLines_AndThePageInTheWindowCounts()
    {
        DocumentFile.Write(PageAt("page"), HandPages.Page(lines: 3));
        DocumentFile.Write(PageAt("of the model"), HandPages.Page(lines: 9, RowOwner.Model));
        var error = Assert.Throws<InkFormatException>(() => Count(new CurrentPage(null, null)));
        Assert.Contains("3 lines", error.Message);
        Assert.Contains($"needs {LearningSetup.MinimumLines}", error.Message);

        HandInk enough = Count(new CurrentPage(HandPages.Page(lines: 2, seed: 2), Path: null))!;
        Assert.Equal((5, 2), (enough.Lines.Count, enough.Pages));
    }

    [Fact]
    public void NoInk_IsReported()
    {
        Directory.Delete(_documents.Path, recursive: true);
        Assert.Contains("is no ink", Assert.Throws<InkFormatException>(() => Count(new CurrentPage(null, null))).Message);
    }

    [Fact]
    public void PageInTheWindow_IsReadAsItIsNow_InPlaceOfItsFile()
    {
        HandInk ink = Count(new CurrentPage(HandPages.Page(lines: 8), PageAt("page")))!;
        Assert.Equal((8, 1), (ink.Lines.Count, ink.Pages));
    }

    /// <summary>The trainer of this repository, if it is built, has the options, figures and files that the app expects.</summary>
    [Fact]
    public void TrainerOfTheRepository_LearnsAHand()
    {
        TrainerProgram? trainer = null;
        try
        {
            trainer = TrainerProgram.Find(null);
        }
        catch (FileNotFoundException error)
        {
            Assert.Skip(error.Message);
        }

        using var learning = new HandLearning(
            Setup with { Minutes = 0.4 }, new LearningRequest(trainer, _model, "my hand", _documents, new CurrentPage(null, null)));

        LearningResult result = ResultOf(learning);

        Assert.Equal((LearningEnd.Learnt, null), (result.End, result.Problem));
        Assert.True(result.Gain >= LearningSetup.MinimumGain, $"{result.Gain}");
        InkModel own = InkModel.Load(result.Model!);
        Assert.Equal("one", own.Metadata.Training?.StartedFrom?.Model);
        Assert.Contains("6 lines of one person", File.ReadAllText(Path.ChangeExtension(result.Model!, ".md")));
    }

    private HandLearning Start(string trainer) => new(
        Setup, new LearningRequest(new TrainerProgram(trainer, []), _model, "my hand", _documents, new CurrentPage(null, null)));

    private HandInk? Count(CurrentPage current) => HandInk.Count(Setup.Folder, _documents, current);

    private static LearningResult ResultOf(HandLearning learning)
    {
        Programs.WaitUntil(() => learning.Result is not null);
        return learning.Result!;
    }

    private string At(params ReadOnlySpan<string> names) => Path.Combine([Folder, .. names]);

    private string PageAt(string name) => Path.Combine(_documents.Path, name + DocumentFile.Extension);
}

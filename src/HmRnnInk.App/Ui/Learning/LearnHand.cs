using System.Globalization;
using HmRnnInk.App.Background;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Learning;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Session.Models;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Learning;

/// <summary>The command to let the model in use learn the person's hand. It asks, shows the progress and then uses the new model.</summary>
/// <param name="say">Shows a notice of one line.</param>
/// <param name="warn">Shows a warning with a title and a text.</param>
internal sealed class LearnHand(
    LiveInk ink, ModelChooser models, PageSaver saver, LearningSetup setup, MenuCard menu, BackgroundWork work, Action<string> say,
    Action<string, string> warn) : IDisposable
{
    private const string NotStarted = "Learning your hand was not started";
    private const string DefaultName = "my hand";

    private readonly NamedFiles _files = new(setup.Models, PublishedFiles.Model);
    private HandLearning? _learning;

    // A model that is to be used as soon as nobody writes.
    private (string Model, string Notice)? _learnt;

    // How the last training ended, until the person has pressed the status.
    private (string Status, Action Tell)? _ended;
    private bool _isCounting;
    private (LearningPhase Phase, int Percent, double Gain) _statusOf;
    private string _status = "";

    public bool IsLearning => _learning is not null;

    /// <summary>The progress of the training, and then how it ended, for the window's header; null if there was none.</summary>
    public string? Status => _learning is { } learning ? StatusOf(learning) : _ended?.Status;

    /// <inheritdoc cref="HandLearning.Share"/>
    public double Share => _learning?.Share ?? 0;

    /// <summary>Handles a press on the status: shows the menu, or tells again how the training ended.</summary>
    public void Press()
    {
        Action? tell = _ended?.Tell;
        _ended = null;
        if (tell is null) Show();
        else tell();
    }

    /// <summary>Shows a menu to start, or while a training runs, to stop it.</summary>
    public void Show()
    {
        _ended = null;
        if (_learning is { } learning) ShowProgress(learning);
        else if (models.Opened is null) say("There is no model that could learn your hand");
        else if (!_isCounting) CountInk();
    }

    /// <summary>Takes the result of a training, and uses a new model when nobody writes. Call it once per frame.</summary>
    public void Advance()
    {
        if (_learning is { Result: { } result } ended)
        {
            _learning = null;
            ended.Dispose();
            Take(result);
        }

        if (_learnt is not { } learnt || ink.SomebodyWrites) return;
        _learnt = null;
        Use(learnt.Model, learnt.Notice);
    }

    public void Dispose() => _learning?.Dispose();

    // A method of its own, because its delegates would be allocated in every frame otherwise.
    private void Use(string model, string notice) => models.UseFile(model, () =>
    {
        ink.Opened.Reread();
        models.Refresh();
        End("has learnt your hand", () => say(notice));
    });

    /// <summary>Counts the ink to learn from in the background, and then asks whether to start.</summary>
    private void CountInk()
    {
        _isCounting = true;
        CurrentPage current = CopyPage();
        work.Do(() => FindTrainerAndInk(current), found =>
        {
            _isCounting = false;
            if (found.Ink is not { } hand) warn(NotStarted, found.Problem!);
            else ShowStart(found.Trainer!, hand, DefaultName, InkThumbnail.Of(Points(hand.Lines[0]), TrainingPen.XHeight));
        });
    }

    private (TrainerProgram? Trainer, HandInk? Ink, string? Problem) FindTrainerAndInk(CurrentPage current)
    {
        try
        {
            var trainer = TrainerProgram.Find(setup.Trainer);
            HandInk? hand = HandInk.Count(setup.Folder, saver.Folder, current);
            return (trainer, hand, hand is null ? LearningFolder.InUse : null);
        }
        catch (Exception error) when (error is InkFormatException or IOException or UnauthorizedAccessException)
        {
            return (null, null, error.Message);
        }
    }

    private void ShowStart(TrainerProgram trainer, HandInk hand, string name, InkThumbnail picture)
    {
        string pages = hand.Pages == 1 ? "1 page" : $"{hand.Pages} pages";
        string minutes = setup.Minutes.ToString("0.#", CultureInfo.InvariantCulture);
        menu.Show($"Learn my hand from {hand.Lines.Count} lines on {pages}, as the model",
        [
            new MenuItem(name, $"start; at most {minutes} minutes, while you write", () => Start(trainer, name))
            {
                Picture = () => picture,
                Rename = other => ShowStart(trainer, hand, Checked(other) ?? name, picture),
            },
            new MenuItem("Cancel", "", () => { }),
        ]);
    }

    /// <returns>The name; null if a model cannot have it. A notice then says why.</returns>
    private string? Checked(string name)
    {
        try
        {
            _ = _files.NewPath(name);
            return name;
        }
        catch (IOException error)
        {
            say(error.Message);
            return null;
        }
    }

    private void Start(TrainerProgram trainer, string name)
    {
        if (_learning is not null || models.Opened is not { } model) return;
        _learning = new HandLearning(setup, new LearningRequest(trainer, model.Path, name, saver.Folder, CopyPage()));
    }

    private void ShowProgress(HandLearning learning)
    {
        if (learning.Phase is LearningPhase.Stopping or LearningPhase.Publishing)
        {
            say("Learning your hand is about to end");
            return;
        }

        menu.Show("Learning your hand",
        [
            new MenuItem("Continue learning", "", () => { }),
            new MenuItem("Stop, and keep what was learnt", Gained(learning.Gain), () => learning.Stop(discards: false)),
            new MenuItem("Stop, and keep the model as it was", "", () => learning.Stop(discards: true)),
        ]);
    }

    /// <summary>Tells the result of a training. A new model is used later, when nobody writes.</summary>
    private void Take(LearningResult result)
    {
        switch (result.End)
        {
            case LearningEnd.Learnt:
                string card = result.Problem is { } problem ? $". Its card was not written: {problem}" : "";
                string gained = Gained(result.Gain!.Value), name = Path.GetFileNameWithoutExtension(result.Model!);
                _learnt = (result.Model!, $"“{name}” has learnt your hand: {gained} on lines that it did not train on{card}");
                break;
            case LearningEnd.NotBetter when result.Gain is null:
                say("Learning ended before there was anything to keep. The model stays as it was");
                break;
            case LearningEnd.NotBetter:
                End("learning did not help", () => warn("Learning did not help, so the model stays as it was",
                    "On your lines that it did not train on, it was hardly better, or not at all. More pages in your hand may help."));
                break;
            case LearningEnd.Failed:
                End("learning failed", () => warn("Learning your hand failed, and the model stays as it was", result.Problem!));
                break;
            default:
                say("The model stays as it was");
                break;
        }
    }

    /// <summary>Tells how a training ended. The status stays until it is pressed, because the person may not be watching.</summary>
    private void End(string status, Action tell)
    {
        _ended = (status, tell);
        tell();
    }

    /// <summary>Copies the page. A page without ink of the person has nothing to learn from.</summary>
    private CurrentPage CopyPage() => new(
        !ink.Rows.Any(row => row.Owner == RowOwner.Person) ? null : new InkDocument
        {
            Written = TimeProvider.System.GetLocalNow(),
            Rows = ink.RowSpan.ToArray(),
            Settings = ink.Settings,
            Hand = ink.Hand,
        },
        saver.Path);

    /// <summary>Formats the progress, if it changed since the last frame.</summary>
    private string StatusOf(HandLearning learning)
    {
        (LearningPhase Phase, int Percent, double Gain) now = (learning.Phase, (int)(100 * learning.Share), learning.Gain);
        if (now == _statusOf && _status.Length > 0) return _status;
        _statusOf = now;
        return _status = now.Phase switch
        {
            LearningPhase.Training => $"learning your hand  ·  {now.Percent} %  ·  {Gained(now.Gain)}",
            LearningPhase.Stopping => "learning your hand  ·  stopping",
            LearningPhase.Publishing => $"learning your hand  ·  writing the model  ·  {Gained(now.Gain)}",
            _ => "learning your hand  ·  starting",
        };
    }

    private static string Gained(double gain) => gain > 0
        ? string.Create(CultureInfo.InvariantCulture, $"+{gain:0.0} nats a line") : "no gain yet";

    /// <returns>The points of a line in IAM units, from the first one at (0, 0).</returns>
    private static IEnumerable<(float X, float Y, bool PenUp)> Points(InkLine line)
    {
        (float x, float y) = (0, 0);
        foreach (PenOffset row in line.Offsets)
        {
            (x, y) = (x + row.DeltaX, y + row.DeltaY);
            yield return (x, y, row.PenUp);
        }
    }
}

using HmRnnInk.App.Colours;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.Ui.Text;

namespace HmRnnInk.App.Ui;

/// <summary>The current look of the window. Its layer and hidden unit are limited to those of the model.</summary>
internal sealed class Look(LiveInk ink, LookSettings settings)
{
    public LookSettings Settings { get; private set; } = Within(ink, settings);

    public ColourScheme Colours => Settings.Colours;

    public Palette Palette => Palette.Of(Settings.Dark, Settings.Pen);

    public void Change(LookSettings settings) => Settings = Within(ink, settings);

    public void Change(ColourScheme colours) => Change(Settings with { Colours = colours });

    /// <summary>The room that the line of text and the score take in a window.</summary>
    /// <param name="size">The size of the window in window units.</param>
    public PanelRoom Room((int Width, int Height) size) => new(
        ink.Text.IsOffered ? TextLineLayout.Room : 0,
        Settings.ShowsScore ? ScoreLayout.HeightIn(size.Width, size.Height, ink.Layers, ink.Text.Alphabet is not null) : 0);

    /// <summary>Limits the layer and the unit to those of the model, which may have changed.</summary>
    public void Update() => Change(Settings);

    private static LookSettings Within(LiveInk ink, LookSettings settings)
    {
        ColourScheme colours = settings.Colours.Within(ink.Layers, ink.Hiddens?.Units ?? 0);
        return colours == settings.Colours ? settings : settings with { Colours = colours };
    }
}

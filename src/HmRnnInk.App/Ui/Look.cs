using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Ui;

/// <summary>The current look of the window. Its layer and hidden unit always exist in the model.</summary>
public sealed class Look(LiveInk ink, LookSettings settings)
{
    public LookSettings Settings { get; private set; } = Within(ink, settings);

    public ColourScheme Colours => Settings.Colours;

    public Palette Palette => PenColours.Of(Settings.Dark, Settings.Pen);

    public void Change(LookSettings settings) => Settings = Within(ink, settings);

    public void Change(ColourScheme colours) => Change(Settings with { Colours = colours });

    /// <summary>The height of the score in a window of a given size, pen units; 0 if the score is hidden.</summary>
    public float ScoreHeight((int Width, int Height) size) => Settings.ShowsScore
        ? ScoreLayout.HeightIn(size.Width, size.Height, ink.Layers, ink.Text.Alphabet is not null) : 0;

    /// <summary>Limits the layer and the unit to the model, which may have changed.</summary>
    public void Update() => Change(Settings);

    private static LookSettings Within(LiveInk ink, LookSettings settings)
    {
        ColourScheme colours = settings.Colours.Within(ink.Layers, ink.Hiddens?.Units ?? 0);
        return colours == settings.Colours ? settings : settings with { Colours = colours };
    }
}

using HmRnnInk.App.Colours;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Ui;

/// <summary>How the window looks now. Layer and hidden unit are always ones that the model has.</summary>
public sealed class Look(LiveInk ink, LookSettings settings)
{
    public LookSettings Settings { get; private set; } = Within(ink, settings);

    public ColourScheme Colours => Settings.Colours;

    public Palette Palette => Settings.Dark ? Palette.Dark : Palette.Light;

    public void Change(LookSettings settings) => Settings = Within(ink, settings);

    public void Change(ColourScheme colours) => Change(Settings with { Colours = colours });

    /// <summary>The score's height in a window of a size in pen units; 0 where there is none.</summary>
    public float ScoreHeight((int Width, int Height) size) => Settings.ShowsScore ? ScoreLayout.HeightIn(size.Width, size.Height, ink.Layers) : 0;

    /// <summary>Brings layer and unit within the model, which may have changed.</summary>
    public void Update() => Change(Settings);

    private static LookSettings Within(LiveInk ink, LookSettings settings)
    {
        ColourScheme colours = settings.Colours.Within(ink.Layers, ink.Hiddens?.Units ?? 0);
        return colours == settings.Colours ? settings : settings with { Colours = colours };
    }
}

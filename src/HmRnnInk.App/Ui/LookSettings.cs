using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;

namespace HmRnnInk.App.Ui;

/// <summary>The settings of the look of the window.</summary>
/// <param name="Dark">Whether the page is dark.</param>
/// <param name="Colours">What the colour of the ink shows.</param>
/// <param name="ShowsScore">Whether the score is shown if there is room.</param>
/// <param name="ShowsSpeeds">Whether the speeds of the model and of the window are shown.</param>
/// <param name="Pen">The colour of the person's ink.</param>
internal sealed record LookSettings(
    bool Dark = false, bool ShowsScore = true, ColourScheme Colours = default, bool ShowsSpeeds = false, PenColour Pen = PenColour.Black)
{
    public static Setting<LookSettings, bool> DarkPage { get; } = new("Dark page", look => look.Dark, (look, on) => look with { Dark = on })
    {
        Option = "--dark",
        Description = "A dark page.",
    };

    public static Setting<LookSettings, bool> Score { get; } =
        new("Score below the page", look => look.ShowsScore, (look, on) => look with { ShowsScore = on });

    public static Setting<LookSettings, bool> Speeds { get; } =
        new("Points and frames per second", look => look.ShowsSpeeds, (look, on) => look with { ShowsSpeeds = on });
}

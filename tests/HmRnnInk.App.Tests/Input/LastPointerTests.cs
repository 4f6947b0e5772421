using HmRnnInk.App.Input;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Tests.Input;

public sealed class LastPointerTests
{
    private readonly LastPointer _pointer = new();

    [Fact]
    public void Pressure_ComesFromThePen_UntilAPointerWithoutOneMoves()
    {
        Assert.False(_pointer.ReportsPressure);
        Note(InputKind.PenMove, 0); // it hovers, so its pressure is 0, but it reports one
        Assert.True(_pointer.ReportsPressure);
        _pointer.Note(new InputEvent(InputKind.KeyDown, 0, 0, 0, InkKey.O));
        _pointer.Note(new InputEvent(InputKind.Scroll, 0, 1, 0));
        Assert.True(_pointer.ReportsPressure);
        Note(InputKind.PenMove, null);
        Assert.False(_pointer.ReportsPressure);
        Note(InputKind.PenDown, 0.3f);
        Assert.True(_pointer.ReportsPressure);
    }

    [Fact]
    public void SwitchOfTheWidth_SaysWhatTheWidthFollows()
    {
        var page = new TestPage();
        ControlTab looks = LiveControls.Looks(page.Ink, new Look(page.Ink, new LookSettings()), _pointer);
        Func<string> detail = Assert.Single(looks.Controls.OfType<Switch>(), row => row.Detail is not null).Detail!;
        Assert.Contains("no pressure", detail());
        Note(InputKind.PenMove, 0.5f);
        Assert.Equal("from pen pressure", detail());
    }

    private void Note(InputKind kind, float? pressure) => _pointer.Note(new InputEvent(kind, 10, 10, 0, Pressure: pressure));
}

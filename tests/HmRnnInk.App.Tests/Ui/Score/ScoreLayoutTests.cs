using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Tests.Ui.Score;

public sealed class ScoreLayoutTests
{
    [Theory]
    [InlineData(3, 1f, 1280)]
    [InlineData(3, 1.25f, 1280)]
    [InlineData(2, 2f, 700)]
    [InlineData(6, 1.5f, 1600)]
    public void Columns_AreWholePixelsAndKnowTheirRows(int layers, float scale, float width)
    {
        ScoreLayout layout = Layout(layers, scale, width);
        Assert.Equal(MathF.Round(layout.StepWidth * scale), layout.StepWidth * scale, 0.001f);
        Assert.True(layout.XOf(1000 - layout.Columns, 1000) >= layout.Left);
        Assert.True(layout.XOf(1000 - layout.Columns - 1, 1000) < layout.Left);
        for (int row = 1000 - layout.Columns; row < 1000; row++)
            Assert.Equal(row, layout.RowAt(layout.XOf(row, 1000) + layout.StepWidth / 2, 1000));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Lanes_LieOneBelowTheOtherInsideTheSlip(int layers)
    {
        ScoreLayout layout = Layout(layers, 1, 1280);
        float above = layout.Y;
        foreach (int lane in Enumerable.Range(0, layers).Reverse().Append(ScoreLayout.PenLane))
        {
            Assert.True(layout.Bottom(lane) - layout.HeightOf(lane) >= above - 0.01f);
            Assert.Equal(lane, layout.LaneAt(layout.Bottom(lane) - layout.HeightOf(lane) / 2));
            above = layout.Bottom(lane);
        }

        Assert.True(above < layout.Y + layout.Height);
        Assert.Equal(layers - 1, layout.LaneAt(layout.Y));
    }

    [Theory]
    [InlineData(1280, 800, 3, true)]
    [InlineData(1280, 800, 0, false)]
    [InlineData(320, 800, 3, false)]
    [InlineData(1280, 400, 3, false)]
    public void Room_IsTakenWhereThereIsSome(float width, float height, int layers, bool room)
    {
        float below = ScoreLayout.HeightIn(width, height, layers);
        Assert.Equal(room, below > 0);
        if (!room) return;
        PageLayout page = PageLayout.Fit(width, height, 25, new PanelRoom(0, below));
        ScoreLayout layout = ScoreLayout.On(page, layers, 1);
        Assert.Equal(height - PageLayout.Strip, layout.Y + layout.Height, 0.01f);
        Assert.True(layout.Y > page.Y + page.Height);
    }

    private static ScoreLayout Layout(int layers, float scale, float width) =>
        ScoreLayout.On(PageLayout.Fit(width, 800, 25, new PanelRoom(0, ScoreLayout.HeightIn(width, 800, layers))), layers, scale);
}

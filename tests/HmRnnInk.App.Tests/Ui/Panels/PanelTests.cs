using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Panels;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Ui.Panels;

public class PanelTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 4)]
    public void Legend_ShowsAColourOfThePersonAndOfTheModelForEachDepth(int flushingLayers, int depths)
    {
        using var screen = new Offscreen(700, 60);
        using Screenshot shot = screen.Draw(Palette.Light.Paper, ui => Legend(ui, 10, 30, flushingLayers == 0 ? 0 : flushingLayers + 1));
        HashSet<SKColor> seen = [.. shot.Bitmap.Pixels];
        for (int depth = 0; depth < 4; depth++)
            foreach (bool byModel in (bool[])[false, true])
                Assert.Equal(depth < depths, seen.Contains(Offscreen.Pixel(Palette.Light.Ink.Of(byModel, depth))));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.75)]
    public void Bar_IsFilledInProportionToTheBoundaryRate(double rate)
    {
        using var screen = new Offscreen(500, 60);
        using Screenshot shot = screen.Draw(Palette.Light.Paper, ui =>
            MeterPanel.Draw(ui, Palette.Light, 490, 30, 1234, 60, 0.5, [Layer(rate), default], rates: true));
        SKColor filled = Offscreen.Pixel(Palette.Light.Ink.Of(byModel: false, 1));
        int length = Enumerable.Range(0, 500).Count(x => shot.Bitmap.GetPixel(x, 30) == filled);

        // The bar is 44 long, and its round ends are soft.
        Assert.Equal(44 * rate, length, 2.5);
    }

    [Fact]
    public void MeterAndLegend_AllocateNothing()
    {
        using var screen = new Offscreen(900, 60);
        LayerFigures[] layers = [Layer(0.187), Layer(0.021), default];
        screen.AssertFramesAllocateNothing((ui, frame) =>
        {
            Legend(ui, 10, 30, 3);
            MeterPanel.Draw(ui, Palette.Light, 890, 30, 111 * (frame % 10), 11 * (frame % 10), 0.5, layers, rates: frame % 2 == 0);
        });
    }

    [Fact]
    public void Panels_LookAsTheyDid()
    {
        using var screen = new Offscreen(620, 260);
        using Screenshot shot = screen.Draw(Palette.Light.Paper, ui =>
        {
            Legend(ui, 16, 28, 3);
            MeterPanel.Draw(ui, Palette.Light, 604, 220, 1234, 60, 0.64, [Layer(0.187), Layer(0.021), default], rates: true);
            MeterPanel.Draw(ui, Palette.Light, 604, 240, 1234, 60, 0.64, [Layer(0.187), Layer(0) with { Firing = Firing.Never }, default],
                rates: false);
            NoticePanel.Draw(ui, Palette.Light, new PageLayout { Width = 340 }, 80, "No model was found",
                "Name one: --model FILE\nYou can still write.", warns: true);
        });
        GoldenImage.AssertMatches(shot, "panels");
    }

    /// <summary>A path is a word that can be wider than any window.</summary>
    [Theory]
    [InlineData(640)]
    [InlineData(900)]
    [InlineData(1920)]
    public void Notice_StaysWithinTheWindow_WhateverItSays(int width)
    {
        string path =
            $"/home/somebody/{string.Concat(Enumerable.Repeat("a-folder-with-a-name/", 8))}page of the day before yesterday.hmink";
        string[] titles =
            [$"'{path}': its gzip is damaged (the archive entry was compressed using an unsupported method). "
                + "The file is damaged or was not written by this program. Get it again, or open an earlier one.", "The model has stopped"];
        string[] texts = ["", $"{path} is not there.\nThe next line of it is as it was, but for a word: {new string('w', 300)}"];
        using var screen = new Offscreen(width, 480);
        for (int notice = 0; notice < 2; notice++)
        {
            PageLayout page = PageLayout.Fit(width, 480, 25, new PanelRoom(0, 110));
            using Screenshot shot = screen.Draw(Palette.Light.Paper, ui =>
                NoticePanel.Draw(ui, Palette.Light, page, page.Y + page.Height - 108, titles[notice], texts[notice], warns: true));
            SKColor around = shot.Bitmap.GetPixel(1, 1);
            for (int y = 0; y < 480; y++)
            {
                Assert.Equal(around, shot.Bitmap.GetPixel(2, y));
                Assert.Equal(around, shot.Bitmap.GetPixel(width - 3, y));
            }

            int card = Enumerable.Range(0, 480).Count(y => shot.Bitmap.GetPixel(width / 2, y) != around);
            Assert.InRange(card, notice == 0 ? 90 : 110, 330); // of several lines
            int bottom = Enumerable.Range(0, 480).Last(y => shot.Bitmap.GetPixel(width / 2, y) != around);
            Assert.True(bottom < page.Y + page.Height, $"it ends at {bottom}"); // so it grows upwards
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(480)]
    [InlineData(900)]
    public void Menu_HasAsManyRowsAsThereIsRoomFor_AndGoesThroughAllItems(int height)
    {
        int chosen = -1;
        MenuCard menu = Menu(30, height, item => chosen = item);
        int rows = MenuPanel.RowsThatFit(menu);
        Assert.Equal(height == 400 ? 8 : 9, rows);
        Assert.All(Enumerable.Range(0, height), y =>
            Assert.True(y is > 4 && y < height - 4 || !MenuPanel.Place(menu).Contains(320, y)));
        for (int step = 0; step < 29; step++)
        {
            Assert.InRange(menu.Selected, menu.FirstShown, menu.FirstShown + rows - 1);
            menu.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, InkKey.Down), 0);
        }

        menu.Take(new InputEvent(InputKind.KeyDown, 0, 0, 0, (InkKey)((int)InkKey.Digit1 + rows - 1)), 0);
        Assert.Equal(29, chosen);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(900)]
    public void PenAlone_ReachesTheLastItem_AndReturns(int height)
    {
        int chosen = -1;
        MenuCard menu = Menu(30, height, item => chosen = item);
        int rows = MenuPanel.RowsThatFit(menu), turns = 0;
        while (menu.FirstShown + rows < 30)
        {
            Turn(1);
            Assert.InRange(menu.Selected, menu.FirstShown, menu.FirstShown + rows - 1);
            turns++;
        }

        Assert.Equal((29 - rows) / rows + 1, turns);
        Turn(1);
        Assert.Equal(30 - rows, menu.FirstShown);
        for (int turn = 0; turn < turns; turn++) Turn(-1);
        Assert.Equal(0, menu.FirstShown);
        for (int turn = 0; turn < turns; turn++) Turn(1);
        Box last = MenuPanel.RowOf(menu, rows - 1);
        menu.Take(new InputEvent(InputKind.PenDown, last.X + 60, last.CentreY, 0), 0);
        Assert.Equal(29, chosen);

        void Turn(int step)
        {
            (int X, int Y)[] button = [.. Enumerable.Range(0, 640).SelectMany(x => Enumerable.Range(0, height).Select(y => (x, y)))
                .Where(place => MenuPanel.StepAt(menu, place.x, place.y) == step)];
            Assert.True(button.Max(place => place.X) - button.Min(place => place.X) >= 40, "it is too narrow for a pen");
            Assert.True(button.Max(place => place.Y) - button.Min(place => place.Y) >= 36, "it is too low for a pen");
            menu.Take(new InputEvent(InputKind.PenDown, button[0].X + 20, button[0].Y + 18, 0), 0);
            Assert.True(menu.IsShown);
        }
    }

    [Fact]
    public void MenuWithoutMoreItems_HasNoButtonsForThem()
    {
        MenuCard menu = Menu(MenuPanel.MaximumRows, 480, _ => { });
        Assert.All(Enumerable.Range(0, 480), y =>
            Assert.All(Enumerable.Range(0, 640), x => Assert.Equal(0, MenuPanel.StepAt(menu, x, y))));
    }

    [Fact]
    public void NoticeAboutAnItem_StandsBelowTheMenu()
    {
        const int Width = 640, Height = 480;
        LiveInk ink = new TestPage().Ink;
        var menu = new MenuCard { Window = (Width, Height) };
        menu.Show("Open a page", [new MenuItem("this page", "", () => { })]);
        var panels = new LivePanels(() => "a model", NoNames);
        using var screen = new Offscreen(Width, Height);
        using Screenshot without = screen.Draw(Palette.Light.Paper, ui => panels.DrawMenu(ui, Palette.Light, ink, menu, 0));
        panels.Say("This page is open", 0);
        using Screenshot with = screen.Draw(Palette.Light.Paper, ui => panels.DrawMenu(ui, Palette.Light, ink, menu, 0));

        int[] changed =
        [
            .. Enumerable.Range(0, Height).Where(y =>
                Enumerable.Range(0, Width).Any(x => with.Bitmap.GetPixel(x, y) != without.Bitmap.GetPixel(x, y))),
        ];

        Assert.True(changed.Length > 30);
        Assert.True(changed[0] >= MenuPanel.Place(menu).Bottom, $"it begins at {changed[0]}");
    }

    private static MenuCard Menu(int items, float height, Action<int> choose)
    {
        var menu = new MenuCard { Window = (640, height) };
        menu.Show("Open a page", [.. Enumerable.Range(0, items).Select(item => new MenuItem($"page {item}", "", () => choose(item)))]);
        return menu;
    }

    private static LayerNames NoNames { get; } = new(() => null);

    private static LayerFigures Layer(double rate) => new(rate, AtPenUps: 0.1, Skipped: 0, Firing.Sometimes);

    private static void Legend(UiRenderer ui, float x, float centre, int layers) =>
        LegendPanel.Draw(
            ui, Palette.Light, x, centre, new ColourScheme(ColourMode.Flush), layers, unitRange: 1, NoNames);
}

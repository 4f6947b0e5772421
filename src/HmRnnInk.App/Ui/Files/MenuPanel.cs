using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Tools;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Draws a <see cref="MenuCard"/>, and finds what is at a place in it. All places are in window units.</summary>
internal static class MenuPanel
{
    /// <summary>The maximum number of visible rows, one for each digit key.</summary>
    public const int MaximumRows = 9;

    private const float Width = 520, WidthAtPointer = 400, Padding = 20, TitleSize = 16, TextSize = 13, KeySize = 12, RowHeight = 34,
        PictureRowHeight = 54, HeadHeight = 56, FootHeight = 40, KeyHeight = 20, Edge = 8, IconSize = 28, PictureRadius = 5, StepWidth = 44;

    private static readonly string Close = $"{new KeyChord(MenuCard.CloseKey)} close",
        Confirm = $"{new KeyChord(MenuCard.ConfirmKey)} confirm",
        Rename = $"{new KeyChord(MenuCard.RenameKey)} rename",
        Selecting = $"{new KeyChord(MenuCard.PreviousKey)} {new KeyChord(MenuCard.NextKey)} select  ·  {Confirm}  ·  {Close}",
        Renaming = $"{Confirm}  ·  {Rename}  ·  {Close}",
        Deleting = $"{Confirm}  ·  {Rename}  ·  {new KeyChord(MenuCard.DeleteKey)} delete  ·  {Close}",
        Editing = $"{new KeyChord(MenuCard.ConfirmKey)} rename  ·  {new KeyChord(MenuCard.CloseKey)} keep the name";

    /// <returns>The number of rows that fit in the window.</returns>
    public static int RowsThatFit(MenuCard card) =>
        (int)Math.Clamp((card.Window.Height - 2 * Edge - HeadHeight - FootHeight) / HeightOfRow(card), 1, MaximumRows);

    public static void Draw(UiRenderer ui, Palette palette, MenuCard card)
    {
        Box place = Place(card);
        (float x, float y, float width, float height) = place;
        ui.Shadow(x, y + 8, width, height, 14, 24, palette.Shadow);
        ui.Rect(place, 12, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        ui.Text(card.Title, x + Padding, y + Padding + TitleSize * 0.72f + 4, TitleSize, palette.Text, FontWeight.SemiBold);
        int maximum = RowsThatFit(card), rows = Math.Min(maximum, card.Items.Count - card.FirstShown);
        float rowHeight = HeightOfRow(card);
        for (int row = 0; row < rows; row++)
        {
            MenuItem item = card.Items[card.FirstShown + row];
            float top = y + HeadHeight + row * rowHeight, middle = top + rowHeight / 2;
            bool selected = card.FirstShown + row == card.Selected;
            if (selected) ui.Rect(x + 8, top + 1, width - 16, rowHeight - 2, 7, palette.Ink.Of(byModel: true, 1).WithAlpha(0x22));
            DrawKey(ui, palette, row, x + Padding, middle);
            if (card.HasPictures)
            {
                DrawPictured(ui, palette, item, selected ? card : null, place, middle);
                continue;
            }

            float baseline = middle + TextSize * UiRenderer.HalfCapital;
            float detail = ui.Text(
                item.Detail, x + width - Padding, baseline, TextSize, palette.MutedText, align: TextAlign.Right, tabular: true);
            Label(ui, palette, item.Label, x + Padding + 36, baseline, width - 2 * Padding - 36 - detail - 16);
        }

        DrawFoot(ui, palette, card, place, card.Items.Count > maximum ? rows : null);
    }

    /// <returns>The place of the menu in the window.</returns>
    public static Box Place(MenuCard card)
    {
        (float windowWidth, float windowHeight) = card.Window;
        float width = Math.Min(card.At is null ? Width : WidthAtPointer, windowWidth - 24);
        float height = HeadHeight + Math.Min(RowsThatFit(card), card.Items.Count) * HeightOfRow(card) + FootHeight;
        (float left, float top) = card.At is var (x, y)
            ? (Math.Clamp(x, Edge, windowWidth - width - Edge), Math.Clamp(y, Edge, Math.Max(Edge, windowHeight - height - Edge)))
            : ((windowWidth - width) / 2, Math.Max(Edge, (windowHeight - height) / 2));
        return new Box(MathF.Round(left), MathF.Round(top), width, height);
    }

    /// <returns>The place of a visible row, counted from the top.</returns>
    public static Box RowOf(MenuCard card, int row)
    {
        Box place = Place(card);
        return place with { Y = place.Y + HeadHeight + row * HeightOfRow(card), Height = HeightOfRow(card) };
    }

    /// <returns>The visible row at a place, counted from the top; null for none.</returns>
    public static int? RowAt(MenuCard card, float x, float y)
    {
        Box place = Place(card);
        if (!place.Contains(x, y)) return null;
        float row = MathF.Floor((y - place.Y - HeadHeight) / HeightOfRow(card));
        return row >= 0 && row < Math.Min(RowsThatFit(card), card.Items.Count) ? (int)row : null;
    }

    /// <returns>What a press at a place on a row does.</returns>
    public static MenuAction ActionAt(MenuCard card, float x, float y)
    {
        if (RowAt(card, x, y) is not { } row) return MenuAction.Choose;
        MenuItem item = card.Items[card.FirstShown + row];
        (Box place, float middle) = (Place(card), RowOf(card, row).CentreY);
        bool hasButton = card.HasKeyboard && card.Editor is not null;
        return hasButton && KeyboardButton(place, middle).Contains(x, y) ? MenuAction.Keyboard
            : item.Rename is not null && Icon(place, middle, 1).Contains(x, y) ? MenuAction.Rename
            : item.Delete is not null && Icon(place, middle, 0).Contains(x, y) ? MenuAction.Delete
            : MenuAction.Choose;
    }

    /// <returns>1 on the button that shows the next items, −1 on the one for the previous, otherwise 0.</returns>
    public static int StepAt(MenuCard card, float x, float y)
    {
        if (card.Items.Count <= RowsThatFit(card)) return 0;
        Box place = Place(card);
        return StepButton(place, 1).Contains(x, y) ? 1 : StepButton(place, -1).Contains(x, y) ? -1 : 0;
    }

    private static float HeightOfRow(MenuCard card) => card.HasPictures ? PictureRowHeight : RowHeight;

    /// <returns>The place of an icon at the right end of a row.</returns>
    /// <param name="menu">The place of the menu.</param>
    /// <param name="middle">Y of the middle of the row.</param>
    /// <param name="index">From the right.</param>
    private static Box Icon(Box menu, float middle, int index) =>
        new(menu.Right - Padding - (index + 1) * IconSize + 6, middle - IconSize / 2, IconSize, IconSize);

    /// <returns>The place of the button in the field of a name that opens the on-screen keyboard.</returns>
    /// <inheritdoc cref="Icon"/>
    private static Box KeyboardButton(Box menu, float middle)
    {
        Box rename = Icon(menu, middle, 1);
        return rename with { X = rename.X - IconSize - 8 };
    }

    /// <param name="menu">The place of the menu.</param>
    /// <param name="step">1 for the next items, −1 for the previous.</param>
    private static Box StepButton(Box menu, int step) =>
        new(menu.Right - 8 - (step > 0 ? 1 : 2) * StepWidth, menu.Bottom - FootHeight, StepWidth, FootHeight);

    /// <summary>
    /// Draws how to use the menu. If not all items are visible, also draws which ones are, and the buttons that show the others.
    /// </summary>
    /// <param name="rows">The number of visible items if there are more; otherwise null.</param>
    private static void DrawFoot(UiRenderer ui, Palette palette, MenuCard card, Box place, int? rows)
    {
        float left = place.X + Padding, right = place.Right - Padding, baseline = place.Bottom - 17;
        if (rows is { } visible)
        {
            Span<char> foot = stackalloc char[64];
            int last = card.FirstShown + visible;
            left += ui.Text(
                foot.Write($"{card.FirstShown + 1} to {last} of {card.Items.Count}  ·  "), left, baseline, KeySize, palette.MutedText);
            right = StepButton(place, -1).X - 4;
            DrawStep(ui, palette, StepButton(place, -1), -1, enabled: card.FirstShown > 0);
            DrawStep(ui, palette, StepButton(place, 1), 1, enabled: last < card.Items.Count);
        }

        string help = card.Editor is not null ? Editing : card.CanDelete ? Deleting : card.CanRename ? Renaming : Selecting;
        if (left + ui.Measure(help, KeySize) > right) help = Close;
        ui.Text(help, left, baseline, KeySize, palette.MutedText);
    }

    private static void DrawStep(UiRenderer ui, Palette palette, Box button, int step, bool enabled)
    {
        Box face = new(button.X + 3, button.Y + 4, button.Width - 6, button.Height - 10);
        ui.Rect(face, 6, palette.Paper, palette.PanelBorder);
        uint colour = enabled ? palette.Text : palette.MutedText.WithAlpha(0x60);
        float x = face.X + face.Width / 2, tip = face.CentreY + 2.5f * step, end = face.CentreY - 2.5f * step;
        ui.Line(x - 5, end, x, tip, 1.6f, colour);
        ui.Line(x, tip, x + 5, end, 1.6f, colour);
    }

    /// <summary>Draws an item with its picture, its name above its detail, and the icons of what can be done with it.</summary>
    /// <param name="card">The menu if the item is selected; otherwise null.</param>
    /// <param name="menu">The place of the menu.</param>
    /// <param name="middle">Y of the middle of the row.</param>
    private static void DrawPictured(UiRenderer ui, Palette palette, MenuItem item, MenuCard? card, Box menu, float middle)
    {
        float left = menu.X + Padding + 36, top = middle - InkThumbnail.Height / 2;
        if (item.Picture is not null)
            ui.Rect(left, top - 2, InkThumbnail.Width + 8, InkThumbnail.Height + 4, PictureRadius, palette.Paper, palette.PanelBorder);
        if (item.Picture?.Invoke() is { } picture)
        {
            // A for loop, because enumerating an interface would allocate.
            for (int index = 0; index < picture.Lines.Count; index++)
            {
                (float x0, float y0, float x1, float y1) = picture.Lines[index];
                ui.Line(left + 4 + x0, top + y0, left + 4 + x1, top + y1, 1.1f, palette.Text);
            }
        }

        float text = item.Picture is null ? left : left + InkThumbnail.Width + 22;
        float room = Icon(menu, middle, 1).X - text - 8;
        if (card?.Editor is { } editor)
        {
            editor.Draw(ui, palette, new Box(text - 6, middle - 19, room + 8, 23),
                card.HasKeyboard ? KeyboardButton(menu, middle) : null, TextSize);
        }
        else
        {
            Label(ui, palette, item.Label, text, middle - 3, room);
        }

        ui.Text(item.Detail, text, middle + 15, KeySize, palette.MutedText, tabular: true);
        if (item.Rename is not null) ToolbarPainter.Icon(ui, ToolIcon.Write, Icon(menu, middle, 1), palette.MutedText);
        if (item.Delete is not null) ToolbarPainter.Icon(ui, ToolIcon.Delete, Icon(menu, middle, 0), palette.MutedText);
    }

    private static void DrawKey(UiRenderer ui, Palette palette, int row, float x, float middle)
    {
        float top = middle - KeyHeight / 2;
        ui.Rect(x, top + 1.5f, 22, KeyHeight, 5, palette.PanelBorder);
        ui.Rect(x, top, 22, KeyHeight, 5, palette.Paper, palette.PanelBorder);
        ReadOnlySpan<char> digit = "123456789".AsSpan(row, 1);
        ui.Text(digit, x + 11, middle + KeySize * UiRenderer.HalfCapital, KeySize, palette.Text, FontWeight.SemiBold, TextAlign.Centre);
    }

    /// <summary>Draws a label, shortened with an ellipsis if it is too wide.</summary>
    private static void Label(UiRenderer ui, Palette palette, ReadOnlySpan<char> text, float x, float baseline, float width)
    {
        int length = text.Length;
        if (ui.Measure(text, TextSize) > width)
            while (length > 1 && ui.Measure(text[..length], TextSize) + 10 > width) length--;
        x += ui.Text(text[..length], x, baseline, TextSize, palette.Text);
        if (length < text.Length) ui.Text("…", x, baseline, TextSize, palette.Text);
    }
}

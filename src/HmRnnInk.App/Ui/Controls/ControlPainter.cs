using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Session;
using HmRnnInk.App.Ui.Panels;

namespace HmRnnInk.App.Ui.Controls;

/// <summary>Draws the controls. What is selected has the blue of the person's ink.</summary>
internal static class ControlPainter
{
    public const float TextSize = 12.5f, SmallSize = 11.5f;

    private const float TextDrop = TextSize * UiRenderer.HalfCapital, SmallDrop = SmallSize * UiRenderer.HalfCapital;

    private static readonly LayerFiguresText Figures =
        new(Size: TextSize, HeadSize: SmallSize, BoundariesRight: 134, PenUpsRight: 62);

    /// <param name="pointer">The place of the pointer in window units; NaN if it is elsewhere or another control is pressed.</param>
    public static void Draw(UiRenderer ui, Palette palette, Control control, (float X, float Y) pointer)
    {
        bool hovered = control.Enabled && control.Bounds.Contains(pointer.X, pointer.Y);
        switch (control)
        {
            case Slider slider: Draw(ui, palette, slider, hovered); break;
            case Stepper stepper: Draw(ui, palette, stepper, pointer); break;
            case Switch toggle: Draw(ui, palette, toggle, hovered); break;
            case Choice choice: Draw(ui, palette, choice, pointer); break;
            case Button button: Draw(ui, palette, button, hovered && button.Face.Contains(pointer.X, pointer.Y)); break;
            case Heading:
                ui.Text(control.Label, control.Bounds.X, control.Bounds.Y + 19, SmallSize, palette.MutedText, FontWeight.SemiBold);
                break;
            case Note note: Draw(ui, palette, note); break;
            case InkPreview preview: Draw(ui, palette, preview); break;
            case LayerTable table: Draw(ui, palette, table); break;
        }
    }

    /// <summary>Draws a ring around the focused control.</summary>
    public static void Focus(UiRenderer ui, Palette palette, Box box) =>
        ui.Rect(box.X - 7, box.Y, box.Width + 14, box.Height - 1, 7, 0, Accent(palette), 2);

    public static uint Accent(Palette palette) => palette.Ink.Of(byModel: false, 1);

    /// <summary>The colour of text. Disabled text is faint but readable.</summary>
    private static uint TextColour(Palette palette, Control control) => control.Enabled ? palette.Text : Faint(palette);

    private static uint Faint(Palette palette) => palette.MutedText.WithAlpha(0x8C);

    /// <summary>The background colour of tracks and buttons on the card.</summary>
    private static uint Background(Palette palette, bool hovered) =>
        OkLab.Of(palette.Panel.WithAlpha(0xFF)).Towards(OkLab.Of(palette.Text), hovered ? 0.17f : 0.09f).ToRgba();

    private static void Draw(UiRenderer ui, Palette palette, Slider slider, bool hovered)
    {
        Box box = slider.Bounds;
        uint text = TextColour(palette, slider);
        ui.Text(slider.Label, box.X, box.Y + 17, TextSize, text);
        ui.Text(slider.Text, box.Right, box.Y + 17, TextSize, slider.Enabled ? palette.MutedText : text, align: TextAlign.Right,
            tabular: true);
        float left = box.X + Slider.KnobRadius, right = box.Right - Slider.KnobRadius, y = box.Y + Slider.TrackY;
        float knob = left + slider.KnobPosition * (right - left);
        uint accent = slider.Enabled ? Accent(palette) : text;
        ui.Line(left, y, right, y, 3, Background(palette, hovered: true)); // the stronger colour, because a track is thin
        ui.Line(left, y, knob, y, 3, accent);
        ui.Line(knob, y, knob, y, 2 * Slider.KnobRadius, accent);
        ui.Line(knob, y, knob, y, 2 * Slider.KnobRadius - (hovered ? 8 : 5), palette.Panel.WithAlpha(0xFF));
        if (slider.Ends is not { } ends) return;
        ui.Text(ends.Minimum, box.X, y + 20, SmallSize, palette.MutedText);
        ui.Text(ends.Maximum, box.Right, y + 20, SmallSize, palette.MutedText, align: TextAlign.Right);
    }

    private static void Draw(UiRenderer ui, Palette palette, Stepper stepper, (float X, float Y) pointer)
    {
        Box box = stepper.Bounds;
        uint text = TextColour(palette, stepper);
        ui.Text(stepper.Label, box.X, box.CentreY + TextDrop, TextSize, text);
        foreach (bool more in (ReadOnlySpan<bool>)[false, true])
        {
            Box face = more ? stepper.More : stepper.Less;
            ui.Rect(face, 6, Background(palette, stepper.Enabled && face.Contains(pointer.X, pointer.Y)));
            float x = face.X + face.Width / 2, y = face.CentreY;
            ui.Line(x - 4, y, x + 4, y, 1.5f, text);
            if (more) ui.Line(x, y - 4, x, y + 4, 1.5f, text);
        }

        ui.Text(stepper.Text, stepper.More.X - Stepper.NumberWidth / 2, box.CentreY + TextDrop, TextSize, text, align: TextAlign.Centre,
            tabular: true);
    }

    private static void Draw(UiRenderer ui, Palette palette, Switch toggle, bool hovered)
    {
        Box box = toggle.Bounds;
        uint text = TextColour(palette, toggle);
        const float Length = 32, Thickness = 18;
        float x = box.Right - Length, middle = box.Y + 17;
        ui.Text(toggle.Label, box.X, middle + TextDrop, TextSize, text);
        if (toggle.Detail is { } detail) ui.Text(detail(), box.X, middle + 18 + SmallDrop, SmallSize, palette.MutedText);
        bool on = toggle.Read();
        ui.Rect(x, middle - Thickness / 2, Length, Thickness, Thickness / 2, on && toggle.Enabled ? Accent(palette)
            : Background(palette, hovered), on ? 0 : palette.PanelBorder);
        float knob = on ? box.Right - Thickness / 2 : x + Thickness / 2;
        ui.Line(knob, middle, knob, middle, hovered ? 13 : 12, on ? palette.Panel.WithAlpha(0xFF) : palette.MutedText);
    }

    private static void Draw(UiRenderer ui, Palette palette, Choice choice, (float X, float Y) pointer)
    {
        if (choice.Label.Length > 0) ui.Text(choice.Label, choice.Bounds.X, choice.Bounds.Y + 15, TextSize, TextColour(palette, choice));
        IReadOnlyList<ChoiceOption> options = choice.Options();
        int selected = choice.Read();
        for (int index = 0; index < options.Count; index++)
        {
            ChoiceOption option = options[index];
            Box face = choice.OptionBox(index);
            bool hovered = option.Fault is null && choice.Enabled && face.Contains(pointer.X, pointer.Y);
            bool isSelected = index == selected;
            ui.Rect(face, 6, Background(palette, hovered), isSelected ? Accent(palette) : 0, 1.5f);
            uint text = option.Fault is null ? TextColour(palette, choice) : Faint(palette);
            FontWeight weight = isSelected ? FontWeight.SemiBold : FontWeight.Regular;
            if (choice.Columns > 1)
            {
                ui.Text(option.Name, face.X + face.Width / 2, face.CentreY + TextDrop, TextSize, text, weight, TextAlign.Centre);
                continue;
            }

            string? detail = option.Fault ?? option.Detail;
            ui.Text(option.Name, face.X + 10, face.CentreY + (detail is null ? TextDrop : -4), TextSize, text, weight);
            if (detail is not null)
                ui.Text(detail, face.X + 10, face.CentreY + 13, SmallSize, option.Fault is null ? palette.MutedText : palette.Warning);
        }
    }

    private static void Draw(UiRenderer ui, Palette palette, Button button, bool hovered)
    {
        Box face = button.Face;
        ui.Rect(face, 6, Background(palette, hovered), palette.PanelBorder);
        ui.Text(button.Label, face.X + face.Width / 2, face.CentreY + TextDrop, TextSize, TextColour(palette, button),
            align: TextAlign.Centre);
    }

    private static void Draw(UiRenderer ui, Palette palette, InkPreview preview)
    {
        Box box = preview.Box;
        ui.Rect(box, 6, palette.Paper, palette.PanelBorder);
        (float X, float Y, bool PenUp)[] points = preview.Points();
        (float scale, float left, float top) = preview.Place(points);
        uint colour = palette.Ink.Of(byModel: true, 0);
        for (int index = 0; index < points.Length; index++)
        {
            (float x, float y) = Place(points[index]);
            (float fromX, float fromY) = index == 0 || points[index - 1].PenUp ? (x, y) : Place(points[index - 1]);
            ui.Line(fromX, fromY, x, y, 1.6f, colour);
        }

        (float X, float Y) Place((float X, float Y, bool PenUp) point) => (left + point.X * scale, top + point.Y * scale);
    }

    private static void Draw(UiRenderer ui, Palette palette, Note note)
    {
        float baseline = note.Bounds.Y + Note.LineHeight / 2 + SmallDrop;
        foreach (string line in note.Lines)
        {
            ui.Text(line, note.Bounds.X, baseline, SmallSize, palette.MutedText);
            baseline += Note.LineHeight;
        }
    }

    /// <summary>Draws one line per layer, the highest on top, and below them the values by chance.</summary>
    private static void Draw(UiRenderer ui, Palette palette, LayerTable table)
    {
        ReadOnlySpan<LayerFigures> layers = table.Meter.Layers;
        Box box = table.Bounds;
        float baseline = box.Y + 13;
        Figures.Head(ui, palette, box.Right, baseline);
        Span<char> text = stackalloc char[24];
        for (int layer = layers.Length - 1; layer >= 0; layer--)
        {
            baseline += LayerTable.RowHeight;
            ui.Text(text.Write($"layer {layer + 1}"), box.X, baseline, Figures.Size, palette.Text);
            Figures.Row(ui, palette, box.Right, baseline, layers[layer], hasDetector: layer < layers.Length - 1);
        }

        baseline += LayerTable.RowHeight;
        ui.Text("by chance", box.X, baseline, Figures.Size, palette.MutedText);
        Figures.Chance(ui, palette, box.Right, baseline, table.Meter.PenUpRate);
    }
}

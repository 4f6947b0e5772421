#version 330 core
// One instance per rounded rectangle, line or glyph, in pixels with y downwards.
layout(location = 0) in vec4 box;       // x, y, width, height; the two ends of a line
layout(location = 1) in vec4 texels;    // x, y, width, height of a glyph in the atlas
layout(location = 2) in uint fill;      // 0xRRGGBBAA
layout(location = 3) in uint border;
layout(location = 4) in vec4 shape;     // kind (0 box, 1 glyph, 2 line), radius, border width, softness

uniform vec2 viewport;

flat out vec4 bounds;
flat out vec4 fillColour;
flat out vec4 borderColour;
flat out vec4 form;
out vec2 pixel;
out vec2 texel;

vec4 unpack(uint colour)
{
    return vec4((uvec4(colour) >> uvec4(24u, 16u, 8u, 0u)) & 255u) / 255.0;
}

void main()
{
    bounds = box;
    fillColour = unpack(fill);
    borderColour = unpack(border);
    form = shape;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    int kind = int(shape.x);
    if (kind == 2)
    {
        vec2 reach = vec2(shape.y + 1.0);
        vec2 low = min(box.xy, box.zw) - reach, high = max(box.xy, box.zw) + reach;
        pixel = mix(low, high, corner);
    }
    else
    {
        float grow = kind == 1 ? 0.0 : shape.w + 1.0;
        pixel = box.xy - grow + corner * (box.zw + 2.0 * grow);
    }
    texel = texels.xy + corner * texels.zw;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
